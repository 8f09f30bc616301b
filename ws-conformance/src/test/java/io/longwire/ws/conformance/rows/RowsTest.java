package io.longwire.ws.conformance.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.codec.Role;
import io.longwire.ws.conformance.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.TestAbortedException;

/** Every row of the catalogue on each transport and link, in each role it has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowsTest {
    private static final int SHOWN = 3;

    private final Map<String, Stage> stages = new LinkedHashMap<>();
    private final Map<String, String> traces = new LinkedHashMap<>();
    private final Table table = new Table();

    @BeforeAll
    void begin() throws Exception {
        Journal.open();
        compressOnce();
    }

    /** What a JVM loads when its first connection compresses is no input's doing. */
    private static void compressOnce() throws Exception {
        try (Stage stage = new Stage("nio", Link.PLAIN, Role.SERVER, new Setup());
                Play play = new Play(stage, Cut.WHOLE, 0)) {
            Frame first = Compressed.text("the first message of all, ".repeat(40));
            Compressed.open(play).send(first, Compressed.frame(Frame.TEXT, "06"));
            while (play.peer().read() != null) {
                play.peer().fin(); // the second one is no message, and ends it
            }
        }
    }

    @TestFactory
    Stream<DynamicContainer> rows() {
        List<Row> rows = Rows.chosen();
        return Stream.of("nio", "netty")
                .flatMap(transport -> Stream.of(Link.values())
                        .map(link -> DynamicContainer.dynamicContainer(
                                transport + " " + link,
                                rows.stream()
                                        .flatMap(row -> row.roles().stream()
                                                .map(role -> DynamicTest.dynamicTest(
                                                        row + ", our " + role,
                                                        () -> run(row, transport, link, role)))))));
    }

    private void run(Row row, String transport, Link link, Role role) throws Exception {
        if (!row.shown().isEmpty()) {
            List<String> missing = row.shown().stream()
                    .flatMap(shown -> shown.missing().stream())
                    .toList();
            assertThat(missing).as("tests that show row %s", row).isEmpty();
            if (row.cases().isEmpty()) {
                table.shown(row, transport, link, role);
                return;
            }
        }
        if (row.cases().isEmpty()) {
            table.notRun(row, transport, link, role);
            throw new TestAbortedException(row.reasonNotRun());
        }
        List<String> complaints = new ArrayList<>();
        int runs = 0;
        Stage stage = stage(row, transport, link, role);
        try {
            for (int i = 0; i < row.cases().size() && complaints.size() < SHOWN; i++) {
                for (Cut cut : row.cuts()) {
                    Run run = new Run(stage, row.cases().get(i), cut, row.number() * 1000L + i);
                    String what = "input " + i + " " + cut + ": ";
                    run.complaints().forEach(line -> complaints.add(what + line));
                    sameEverywhere(row + " " + role + " " + i, transport + " " + link + " " + cut, run.trace())
                            .forEach(line -> complaints.add(what + line));
                    runs++;
                }
            }
        } finally {
            if (!row.setup().isOrdinary()) {
                stage.close();
            }
        }
        if (complaints.isEmpty()) {
            table.held(row, transport, link, role, runs);
        } else {
            table.notHeld(row, transport, link, role, complaints);
            throw new AssertionError("row " + row + "\n" + String.join("\n", complaints));
        }
    }

    private Stage stage(Row row, String transport, Link link, Role role) throws Exception {
        if (!row.setup().isOrdinary()) {
            return new Stage(transport, link, role, row.setup());
        }
        String key = transport + link + role;
        Stage stage = stages.get(key);
        if (stage == null) {
            stage = new Stage(transport, link, role, row.setup());
            stages.put(key, stage);
        }
        return stage;
    }

    /** U9 and U10: one input has one outcome, whatever carries it and however it is cut. */
    private List<String> sameEverywhere(String input, String where, String trace) {
        String first = traces.putIfAbsent(input, where + "\t" + trace);
        if (first == null || first.substring(first.indexOf('\t') + 1).equals(trace)) {
            return List.of();
        }
        return List.of("U9: here " + trace + "\n  but on " + first);
    }

    @AfterAll
    void end() throws Exception {
        for (Stage stage : stages.values()) {
            stage.close();
        }
        Journal.shut();
        table.print();
    }
}
