package io.longwire.ws.runtime;

import io.longwire.ws.EffectiveConfiguration;
import io.longwire.ws.EffectiveConfiguration.Setting;
import io.longwire.ws.Reload;
import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.runtime.tls.TlsContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A running server's configuration, read again. Any thread but a loop; one reload after the other. */
final class Reloading {
    private final Assembly assembly;
    private final Core core;
    private final Listeners listeners;
    private final Configuration started;
    private Configuration last;

    Reloading(Assembly assembly, Core core, Listeners listeners, Configuration started) {
        this.assembly = assembly;
        this.core = core;
        this.listeners = listeners;
        this.started = started;
        this.last = started;
    }

    /**
     * @throws io.longwire.ws.StartFailed when anything is wrong; nothing has changed
     */
    synchronized Reload reload() {
        Assembly proof = assembly.copy();
        proof.meters.clear(); // they show the server that runs
        Server.check(proof);
        Configuration next = assembly.configuration();
        EngineSettings settings = core.settings.renewed(EngineSettings.from(next.root()));
        next.check();
        TlsContext tls = listeners.tls(settings.listen());
        List<String> renewed =
                next.differences(last).stream().filter(next::isRenewed).toList();
        List<String> restart = next.differences(started).stream()
                .filter(key -> !next.isRenewed(key))
                .toList();
        listeners.renew(tls);
        core.renew(settings, shown(next));
        last = next;
        return new Reload(renewed, restart);
    }

    /** What is in force: a key that needs a restart shows what it had at the start. */
    private EffectiveConfiguration shown(Configuration next) {
        Map<String, Setting> read =
                next.effective().settings().stream().collect(Collectors.toMap(Setting::key, Function.identity()));
        return new EffectiveConfiguration(core.effective.settings().stream()
                .map(was -> next.isRenewed(was.key()) ? read.getOrDefault(was.key(), was) : was)
                .toList());
    }
}
