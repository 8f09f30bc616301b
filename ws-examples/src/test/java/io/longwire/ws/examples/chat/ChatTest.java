package io.longwire.ws.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ChatTest {
    private static final String KEY = "0123456789abcdef";
    private static final String OTHER_KEY = "fedcba9876543210";

    private final Map<String, FakeTopic> topics = new HashMap<>();
    private long nanos;
    private Rooms rooms = rooms(Rooms.Limits.USUAL);

    private Rooms rooms(Rooms.Limits limits) {
        return new Rooms(limits, InstantSource.fixed(Instant.ofEpochMilli(1234)), () -> nanos);
    }

    private Guest guest(String room) {
        return new Guest(rooms, name -> topics.computeIfAbsent(name, FakeTopic::new), room);
    }

    private Guest member(String room, String name) {
        Guest guest = guest(room).hello(name);
        assertThat(guest.types()).contains("welcome");
        return guest;
    }

    @Test
    void a_newcomer_is_welcomed_and_the_others_are_told() {
        Guest ada = guest("lobby").hello("Ada");
        JsonNode welcome = ada.toldOnce();
        assertThat(welcome.get("type").asText()).isEqualTo("welcome");
        assertThat(welcome.get("room").asText()).isEqualTo("lobby");
        assertThat(welcome.get("members")).hasSize(1);
        assertThat(welcome.get("recent")).isEmpty();

        Guest bob = guest("lobby").hello("Bob");
        assertThat(bob.toldOnce().get("members"))
                .extracting(m -> m.get("name").asText())
                .containsExactly("Ada", "Bob");
        JsonNode joined = ada.toldOnce();
        assertThat(joined.get("type").asText()).isEqualTo("joined");
        assertThat(joined.get("name").asText()).isEqualTo("Bob");
    }

    @Test
    void what_is_said_reaches_everybody_in_the_room_and_nobody_else() {
        Guest ada = member("lobby", "Ada");
        Guest bob = member("lobby", "Bob");
        Guest eve = member("attic", "Eve");
        ada.told();
        ada.says("{'type':'say','text':'Hi \\ud83d\\ude00','ref':'r1'}");
        JsonNode own = ada.toldOnce();
        assertThat(own.toString())
                .contains("\"type\":\"said\",\"id\":1,", "\"text\":\"Hi \ud83d\ude00\",\"time\":1234,\"ref\":\"r1\"");
        assertThat(bob.toldOnce()).isEqualTo(own);
        assertThat(eve.told()).isEmpty();
    }

    @Test
    void a_newcomer_gets_the_last_lines_in_order() {
        rooms = rooms(new Rooms.Limits(10, 10, 3, 10));
        Guest ada = member("lobby", "Ada");
        for (int i = 1; i <= 5; i++) {
            ada.says("{'type':'say','text':'line " + i + "'}");
        }
        JsonNode recent = guest("lobby").hello("Bob").toldOnce().get("recent");
        assertThat(recent).extracting(l -> l.get("text").asText()).containsExactly("line 3", "line 4", "line 5");
        assertThat(recent).extracting(l -> l.get("id").asLong()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void who_leaves_is_gone_for_the_others_and_for_the_topic() {
        Guest ada = member("lobby", "Ada");
        Guest bob = member("lobby", "Bob");
        ada.told();
        bob.goes();
        assertThat(ada.toldOnce().get("type").asText()).isEqualTo("left");
        assertThat(topics.get("chat/lobby").subscribers()).containsExactly(ada.socket());
        assertThat(guest("lobby").hello("Bob").toldOnce().get("members")).hasSize(2);
    }

    @Test
    void a_name_that_looks_the_same_is_taken_and_another_may_be_tried() {
        member("lobby", "Ada");
        Guest bob = guest("lobby").hello("\uff21da");
        assertThat(bob.toldOnce().get("code").asText()).isEqualTo("name-taken");
        assertThat(bob.hello("Bob").toldOnce().get("type").asText()).isEqualTo("welcome");
    }

    @Test
    void renaming_is_told_to_all_and_frees_the_old_name() {
        Guest ada = member("lobby", "Ada");
        Guest bob = member("lobby", "Bob");
        ada.told();
        bob.says("{'type':'rename','name':'  Robert   II '}");
        assertThat(ada.toldOnce().get("name").asText()).isEqualTo("Robert II");
        assertThat(bob.toldOnce().get("type").asText()).isEqualTo("renamed");
        assertThat(bob.says("{'type':'rename','name':'ada'}")
                        .toldOnce()
                        .get("code")
                        .asText())
                .isEqualTo("name-taken");
        assertThat(guest("lobby").hello("Bob").types()).containsExactly("welcome");
    }

    @Test
    void the_same_key_is_the_same_member_and_replaces_the_older_connection() {
        Guest bob = member("lobby", "Bob");
        Guest before = guest("lobby").hello("Ada", KEY);
        String id = before.toldOnce().get("you").asText();
        bob.told();
        Guest after = guest("lobby").hello("Ada", KEY);
        assertThat(after.toldOnce().get("you").asText()).isEqualTo(id).isNotEqualTo(KEY);
        assertThat(before.types()).containsExactly("(close 4001)");
        before.goes();
        assertThat(bob.told()).as("neither left nor joined").isEmpty();
        after.says("{'type':'say','text':'still here'}");
        assertThat(bob.types()).containsExactly("said");
        assertThat(before.told()).isEmpty();
    }

    @Test
    void the_id_of_a_key_outlives_the_room() {
        String id = guest("lobby").hello("Ada", KEY).toldOnce().get("you").asText();
        rooms = rooms(Rooms.Limits.USUAL);
        assertThat(guest("lobby").hello("Ada", KEY).toldOnce().get("you").asText())
                .isEqualTo(id);
        assertThat(guest("lobby").hello("Bob", OTHER_KEY).toldOnce().get("you").asText())
                .isNotEqualTo(id);
    }

    @Test
    void a_line_that_is_sent_again_after_a_reconnect_is_told_once() {
        Guest bob = member("lobby", "Bob");
        Guest ada = guest("lobby").hello("Ada", KEY).says("{'type':'say','text':'once','ref':'r1'}");
        ada.goes();
        bob.told();
        Guest again = guest("lobby").hello("Ada", KEY);
        assertThat(again.toldOnce().get("recent")).hasSize(1);
        JsonNode known = again.says("{'type':'say','text':'once','ref':'r1'}").toldOnce();
        assertThat(known.toString()).isEqualTo("{\"type\":\"known\",\"ref\":\"r1\",\"id\":1}");
        assertThat(bob.types()).containsExactly("joined");
        Guest eve = guest("lobby").hello("Eve", OTHER_KEY).says("{'type':'say','text':'mine','ref':'r1'}");
        assertThat(eve.types()).as("a reference is its member's own").containsExactly("welcome", "said");
    }

    @Test
    void who_talks_too_fast_is_told_how_long_to_wait() {
        Guest ada = member("lobby", "Ada");
        for (int i = 0; i < 8; i++) {
            assertThat(ada.says("{'type':'say','text':'x'}").types()).containsExactly("said");
        }
        JsonNode error = ada.says("{'type':'say','text':'x','ref':'r9'}").toldOnce();
        assertThat(error.get("code").asText()).isEqualTo("too-fast");
        assertThat(error.get("ref").asText()).isEqualTo("r9");
        assertThat(error.get("wait").asLong()).isEqualTo(400);
        nanos += TimeUnit.MILLISECONDS.toNanos(400);
        assertThat(ada.says("{'type':'say','text':'x','ref':'r9'}").types()).containsExactly("said");
    }

    @Test
    void a_line_that_could_not_be_told_is_refused_and_not_kept() {
        Guest ada = member("lobby", "Ada");
        topics.get("chat/lobby").overloaded(true);
        JsonNode error = ada.says("{'type':'say','text':'x','ref':'r1'}").toldOnce();
        assertThat(error.get("code").asText()).isEqualTo("busy");
        assertThat(error.get("wait").asLong()).isPositive();
        topics.get("chat/lobby").overloaded(false);
        assertThat(ada.says("{'type':'say','text':'x','ref':'r1'}")
                        .toldOnce()
                        .get("id")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void an_empty_room_keeps_its_lines_until_its_place_is_wanted() {
        rooms = rooms(new Rooms.Limits(2, 10, 50, 300));
        Guest first = member("first", "Ada").says("{'type':'say','text':'kept'}");
        String epoch = guest("first").hello("Bob").toldOnce().get("epoch").asText();
        first.goes();
        Guest second = member("second", "Ada");
        assertThat(guest("third").hello("Ada").toldOnce().get("code").asText())
                .as("Bob is still in the first room")
                .isEqualTo("rooms-full");
        second.goes();
        member("third", "Ada");
        Guest back = guest("First").hello("Ada");
        JsonNode welcome = back.toldOnce();
        assertThat(welcome.get("epoch").asText()).isEqualTo(epoch);
        assertThat(welcome.get("recent")).hasSize(1);
    }

    @Test
    void what_was_said_in_a_room_that_made_way_is_kept_by_its_topic() {
        rooms = rooms(new Rooms.Limits(1, 10, 50, 300));
        Guest ada = member("first", "Ada").says("{'type':'say','text':'kept'}");
        ada.goes();
        member("second", "Ada").goes();
        JsonNode welcome = guest("first").hello("Ada").toldOnce();
        assertThat(welcome.get("recent")).hasSize(1);
    }

    @Test
    void who_was_away_is_told_what_they_missed_and_no_more() {
        Guest ada = guest("lobby").hello("Ada");
        String epoch = ada.toldOnce().get("epoch").asText();
        for (int i = 1; i <= 5; i++) {
            ada.says("{'type':'say','text':'line " + i + "'}");
        }
        assertThat(guest("lobby")
                        .helloSince("Bob", "3." + epoch + ".")
                        .toldOnce()
                        .get("recent"))
                .extracting(l -> l.get("id").asLong())
                .containsExactly(4L, 5L);
        assertThat(guest("lobby")
                        .helloSince("Eve", "5." + epoch + ".")
                        .toldOnce()
                        .get("recent"))
                .isEmpty();
        assertThat(guest("lobby").helloSince("Joe", "3.other.").toldOnce().get("recent"))
                .as("the last lines, when it is not known what was missed")
                .hasSize(5);
    }

    @Test
    void a_full_room_lets_nobody_else_in() {
        rooms = rooms(new Rooms.Limits(10, 1, 50, 300));
        member("lobby", "Ada");
        assertThat(guest("lobby").hello("Bob").toldOnce().get("code").asText()).isEqualTo("room-full");
    }

    @Test
    void a_ping_is_answered_before_hello_too() {
        assertThat(guest("lobby").says("{'type':'ping','n':7}").toldOnce().toString())
                .isEqualTo("{\"type\":\"pong\",\"n\":7}");
    }

    @Test
    void nothing_can_be_said_before_hello() {
        assertThat(guest("lobby")
                        .says("{'type':'say','text':'x','ref':'a'}")
                        .toldOnce()
                        .get("code")
                        .asText())
                .isEqualTo("hello-first");
    }

    @Test
    void what_is_no_message_of_the_protocol_ends_the_connection() {
        assertThat(guest("lobby").says("{'type':'dance'}").types()).containsExactly("(close 1008)");
        assertThat(guest("lobby").hello("Ada").hello("Ada").types()).containsExactly("welcome", "(close 1008)");
    }

    @Test
    void who_never_said_hello_leaves_no_trace() {
        Guest ada = member("lobby", "Ada");
        guest("lobby").goes();
        assertThat(ada.told()).isEmpty();
    }
}
