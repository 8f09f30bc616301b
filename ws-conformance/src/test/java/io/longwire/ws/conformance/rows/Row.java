package io.longwire.ws.conformance.rows;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.codec.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One row of the catalogue of hostile inputs: its number, its inputs and what each of them gets. */
final class Row {
    /** An input and what it gets. */
    record Case(Input input, Expected expected) {}

    private final int number;
    private final String name;
    private final Setup setup = new Setup();
    private final List<Case> cases = new ArrayList<>();
    private List<Role> roles = List.of(Role.SERVER);
    private List<Cut> cuts;
    private String notRun = "";
    private final List<Shown> shown = new ArrayList<>();

    Row(int number, String name) {
        this.number = number;
        this.name = name;
        this.cuts = Cut.of(number);
    }

    // ---- declaring

    /** Runs in our client's role alone. */
    Row client() {
        roles = List.of(Role.CLIENT);
        return this;
    }

    /** Runs in both roles. */
    Row bothRoles() {
        roles = List.of(Role.SERVER, Role.CLIENT);
        return this;
    }

    /** The bytes are cut in this way alone. */
    Row cut(Cut only) {
        cuts = List.of(only);
        return this;
    }

    Row set(String key, Object value) {
        setup.set(key, value);
        return this;
    }

    /** Adds to our server; a handler that is recorded comes from the supplier. */
    Row server(BiConsumer<WebSocketServer.Builder, Supplier<Told>> more) {
        setup.server(more);
        return this;
    }

    /** Our side's handler, in either role, which tells what it is told to the one that is recorded. */
    Row handler(Function<Told, ConnectionHandler> handler) {
        setup.handler(handler);
        return this;
    }

    /** What a peer does once before anything is measured, where our side makes something once that is no input's doing. */
    Row rehearsed(Input first) {
        setup.rehearsal(first);
        return this;
    }

    /** What our client asks for. */
    Row options(UnaryOperator<ClientOptions> options) {
        setup.options(options);
        return this;
    }

    /** Each of these texts, as a peer sends them, gets this. */
    Row gets(Expected expected, Object... texts) {
        for (Object text : texts) {
            when(Input.of(text), expected);
        }
        return this;
    }

    /** What a peer does, and what it gets. */
    Row when(Input input, Expected expected) {
        cases.add(new Case(input, expected));
        return this;
    }

    /** Says why this row, or the rest of it, is not run. */
    Row notRun(String reason) {
        notRun = reason;
        return this;
    }

    /** Names tests that show this row, which must be there. */
    Row shownBy(String test, String... methods) {
        shown.add(new Shown(test, List.of(methods)));
        return this;
    }

    // ---- running

    int number() {
        return number;
    }

    String name() {
        return name;
    }

    Setup setup() {
        return setup;
    }

    List<Case> cases() {
        return cases;
    }

    List<Cut> cuts() {
        return cuts;
    }

    List<Role> roles() {
        return roles;
    }

    List<Shown> shown() {
        return shown;
    }

    String reasonNotRun() {
        return notRun;
    }

    /** What its inputs get, each once. */
    Set<String> expected() {
        Set<String> all = new LinkedHashSet<>();
        cases.forEach(one -> all.add(one.expected().toString()));
        return all;
    }

    @Override
    public String toString() {
        return number + " " + name;
    }
}
