package io.longwire.ws.conformance.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.conformance.structure.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What others got wrong is asked of ours: each kind of defect in {@code defects.txt} has rows that run, or tests. */
class DefectsTest {
    private final Map<Integer, List<Row>> rows = Rows.all().stream().collect(Collectors.groupingBy(Row::number));

    @TestFactory
    Stream<DynamicTest> eachKindHasItsTest() {
        return Repository.read(Path.of("src/test/resources/rows/defects.txt"))
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> DynamicTest.dynamicTest(
                        cells[0] + (cells[1].isEmpty() ? "" : ": rows " + cells[1]), () -> isTested(cells)));
    }

    private void isTested(String[] cells) {
        List<String> named = new ArrayList<>(words(cells[1]));
        List<String> missing = new ArrayList<>();
        for (String number : words(cells[1])) {
            if (rows.getOrDefault(Integer.valueOf(number), List.of()).stream().noneMatch(DefectsTest::runs)) {
                missing.add("row " + number);
            }
        }
        for (String test : words(cells.length > 2 ? cells[2] : "")) {
            named.add(test);
            int dot = test.indexOf('.');
            missing.addAll(new Shown(test.substring(0, dot), List.of(test.substring(dot + 1))).missing());
        }
        assertThat(named).as("rows and tests").isNotEmpty();
        assertThat(missing)
                .as("rows that do not run, and tests that are not there")
                .isEmpty();
    }

    private static boolean runs(Row row) {
        return !row.cases().isEmpty() || !row.shown().isEmpty();
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : Arrays.asList(cell.split(" "));
    }
}
