package io.longwire.ws.conformance.rows;

import java.util.ArrayList;
import java.util.List;

/** All rows, in the order of the catalogue. */
final class Rows {
    /** Every cut of every input, and large numbers: {@code mvn -Pfull verify}. */
    static final boolean FULL = Boolean.getBoolean("longwire.rows.full");

    /** The one row to run; 0 for all: {@code -Dlongwire.row=60}. */
    private static final int ONE = Integer.getInteger("longwire.row", 0);

    /** Rows whose number is a multiple of it make a sample: {@code -Dlongwire.rows.each=10}. */
    private static final int EACH = Integer.getInteger("longwire.rows.each", 1);

    private final List<Row> rows = new ArrayList<>();

    /** Those that are to run. */
    static List<Row> chosen() {
        return all().stream()
                .filter(row -> ONE == 0 || row.number() == ONE)
                .filter(row -> row.number() % EACH == 0)
                .toList();
    }

    static List<Row> all() {
        Rows rows = new Rows();
        RowsOfConnections.declare(rows);
        RowsOfProxies.declare(rows);
        RowsOfHeads.declare(rows);
        RowsOfRequests.declare(rows);
        RowsOfOpenings.declare(rows);
        RowsOfOrigins.declare(rows);
        RowsOfAdmission.declare(rows);
        RowsOfIdentity.declare(rows);
        RowsOfNegotiation.declare(rows);
        RowsOfServersAnswer.declare(rows);
        RowsOfFraming.declare(rows);
        RowsOfFrames.declare(rows);
        RowsOfNoise.declare(rows);
        RowsOfOutput.declare(rows);
        RowsOfFragments.declare(rows);
        RowsOfText.declare(rows);
        RowsOfClose.declare(rows);
        RowsOfEndings.declare(rows);
        RowsOfCallbacks.declare(rows);
        RowsOfCompression.declare(rows);
        RowsOfBombs.declare(rows);
        RowsOfLoad.declare(rows);
        RowsOfFaults.declare(rows);
        RowsOfMemory.declare(rows);
        RowsOfParts.declare(rows);
        RowsOfSending.declare(rows);
        RowsOfTopics.declare(rows);
        RowsOfStops.declare(rows);
        return rows.rows;
    }

    Row row(int number, String name) {
        Row row = new Row(number, name);
        rows.add(row);
        return row;
    }

    /** What a name adds when a row's size is a part of what the catalogue says, which a full run does. */
    static String scaled(String whole) {
        return FULL ? "" : " (in a full run " + whole + ")";
    }

    /** How often something is done: a few times, or in a full run as often as the catalogue says. */
    static int times(int few, int full) {
        return FULL ? full : few;
    }
}
