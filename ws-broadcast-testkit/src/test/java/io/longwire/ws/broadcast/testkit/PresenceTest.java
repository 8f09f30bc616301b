package io.longwire.ws.broadcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Message;
import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.SubscribeOptions;
import io.longwire.ws.testkit.Action;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is where, and what is sent to whom by name. */
class PresenceTest {
    private static final String HERE = "here/a";
    private static final Duration DELAY = Duration.ofMillis(500);

    private final Town town = new Town();
    private final Town.House first = town.house();
    private final Town.House second = town.house();

    @Test
    void whoComesAndGoesIsToldOnAllNodesAfterAMoment() {
        Town.Guest ada = arrives(first, "ada");
        town.clock.advance(DELAY);
        ada.told();
        Town.Guest bob = arrives(second, "bob");
        assertThat(ada.told()).isEmpty();
        assertThat(present(first)).extracting(Present::user).containsExactlyInAnyOrder("ada", "bob");
        town.clock.advance(DELAY);
        assertThat(ada.told()).containsExactly("joined bob at home");
        assertThat(bob.told()).containsExactly("at 0", "joined bob at home");
        bob.goes();
        assertThat(present(first)).extracting(Present::user).containsExactly("ada");
        town.clock.advance(DELAY);
        assertThat(ada.told()).containsExactly("left bob");
    }

    @Test
    void nobodyIsToldOfWhoCameAndWentInAMoment() {
        Town.Guest ada = arrives(first, "ada");
        town.clock.advance(DELAY);
        ada.told();
        arrives(second, "bob").goes();
        town.clock.advance(DELAY);
        assertThat(ada.told()).isEmpty();
    }

    @Test
    void eachConnectionOfAUserComesAndGoesOnce() {
        Town.Guest watcher = arrives(first, "");
        town.clock.advance(DELAY);
        watcher.told();
        Town.Guest here = arrives(first, "ada");
        Town.Guest there = arrives(second, "ada");
        town.clock.advance(DELAY);
        assertThat(watcher.told()).containsExactly("joined ada at home", "joined ada at home");
        here.goes();
        here.goes();
        there.goes();
        town.clock.advance(DELAY);
        assertThat(watcher.told()).containsExactly("left ada", "left ada");
        assertThat(present(second)).hasSize(1);
    }

    @Test
    void thoseOfADeadNodeLeaveOnce() {
        Town.Guest ada = arrives(first, "ada");
        arrives(second, "bob");
        arrives(second, "eve");
        town.clock.advance(DELAY);
        ada.told();
        town.backplanes.kill(second.backplane);
        town.clock.advance(DELAY);
        assertThat(ada.told()).containsExactlyInAnyOrder("left bob", "left eve");
        assertThat(present(first)).hasSize(1);
    }

    @Test
    void presenceIsSaidAnewAfterTheStoreForgotIt() {
        arrives(first, "ada");
        town.backplanes.stop();
        arrives(second, "bob");
        town.backplanes.restartEmpty();
        assertThat(present(first)).extracting(Present::user).containsExactlyInAnyOrder("ada", "bob");
    }

    @Test
    void aUserIsSentToOnAllNodesWhateverTopicsThereAre() {
        Town.Guest here = first.guest("ada");
        Town.Guest there = second.guest("ada");
        Town.Guest other = second.guest("bob");
        assertThat(first.topics.send("ada", Message.text("for you"))).isEqualTo(1);
        assertThat(here.told()).containsExactly("for you");
        assertThat(there.told()).containsExactly("for you");
        assertThat(other.told()).isEmpty();
        here.goes();
        assertThat(first.topics.send("ada", Message.text("again"))).isZero();
        assertThat(there.told()).containsExactly("again");
    }

    @Test
    void aUserIsDisconnectedOnAllNodes() {
        Town.Guest here = first.guest("ada");
        Town.Guest there = second.guest("ada");
        var reason = new CloseReason(4003, "revoked");
        assertThat(first.topics.disconnect("ada", reason)).isEqualTo(1);
        assertThat(here.socket.actions()).contains(new Action.Close(reason));
        assertThat(there.socket.actions()).contains(new Action.Close(reason));
    }

    @Test
    void aTopicWithoutPresenceTellsNobody() {
        assertThatThrownBy(() -> first.topic("plain").presence()).isInstanceOf(IllegalStateException.class);
    }

    private Town.Guest arrives(Town.House house, String user) {
        Town.Guest guest = house.guest(user);
        guest.subscribe(HERE, SubscribeOptions.USUAL.info("at home"));
        return guest;
    }

    private static List<Present> present(Town.House house) {
        return house.topic(HERE).presence().toCompletableFuture().join();
    }
}
