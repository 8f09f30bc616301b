package io.longwire.ws.conformance.rows;

/** What every row plants: credentials that may be seen nowhere, and bytes that may not be sent back. */
final class Secrets {
    static final String TOKEN = "s3cr3t-5f0c9b1e77aa";
    static final String BAIT = "b4it-9d2c4471e0";

    private Secrets() {}

    static boolean isIn(String text) {
        return text != null && (text.contains(TOKEN) || text.contains(BAIT));
    }
}
