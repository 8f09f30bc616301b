package io.longwire.ws.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs short texts that go through strange hands and come back: cookies, tokens. They can be read by all, and changed by nobody.
 *
 * <pre>
 *   1.KEY-ID.SECONDS.VALUE.SIGNATURE
 * </pre>
 *
 * The first field is the version of the format. The seconds are those since 1970 at which it was signed. Value and signature are in
 * base64url without padding, so the whole may stand in a cookie, a query, a header and a subprotocol. The signature is HMAC-SHA-256 (RFC
 * 2104) over the first four fields with a name between the third and the fourth: a value that was signed for one name is none for
 * another. Any thread.
 */
public final class Signer {
    /** What is longer is refused without a look: 4 KiB, as much as browsers keep of a cookie. */
    static final int LONGEST = 4096;
    /** Another machine's clock may be ahead of ours by so much. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private static final Pattern FORM = Pattern.compile(
            "(1\\.([A-Za-z0-9_-]{1,32})\\.(0|[1-9][0-9]{0,11}))\\.([A-Za-z0-9_-]*)\\.([A-Za-z0-9_-]{43})");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Keys keys;
    private final InstantSource clock;

    /** Signs with these keys by the clock of the system. */
    public Signer(Keys keys) {
        this(keys, InstantSource.system());
    }

    /** Signs with these keys by a clock. */
    public Signer(Keys keys, InstantSource clock) {
        this.keys = Objects.requireNonNull(keys, "keys");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Signs a value.
     *
     * @param name what it is for, for example the name of the cookie
     * @throws IllegalArgumentException when the result would have more than 4 KiB
     */
    public String sign(String name, String value) {
        String head = "1." + keys.signing() + "." + clock.instant().getEpochSecond();
        String encoded = BASE64.encodeToString(value.getBytes(StandardCharsets.UTF_8));
        SecretKeySpec secret = keys.secret(keys.signing()).orElseThrow();
        String signed = head + "." + encoded + "." + signature(secret, head, name, encoded);
        if (signed.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a signed value of " + signed.length() + " bytes; " + LONGEST + " are the most");
        }
        return signed;
    }

    /**
     * Verifies what {@link #sign} made: with any of the keys, for this name, not longer ago than a time, and not more than a minute in
     * the future.
     *
     * @return empty when anything is wrong with it; what, nobody is told
     */
    public Optional<Signed> verify(String name, String signed, Duration maxAge) {
        if (signed.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher fields = FORM.matcher(signed);
        if (!fields.matches()) {
            return Optional.empty();
        }
        Optional<SecretKeySpec> secret = keys.secret(fields.group(2));
        if (secret.isEmpty()
                || !isEqual(signature(secret.get(), fields.group(1), name, fields.group(4)), fields.group(5))) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(fields.group(3)));
        Instant now = clock.instant();
        if (now.isAfter(at.plus(maxAge)) || at.isAfter(now.plus(SKEW))) {
            return Optional.empty();
        }
        return text(fields.group(4)).map(value -> new Signed(value, at, fields.group(2)));
    }

    private static boolean isEqual(String expected, String shown) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.US_ASCII));
    }

    /** No field can hold a dot, so that no two lists of fields are the same text. */
    private static String signature(SecretKeySpec secret, String head, String name, String encoded) {
        String fields = head + "." + BASE64.encodeToString(name.getBytes(StandardCharsets.UTF_8)) + "." + encoded;
        try {
            Mac mac = Mac.getInstance(Keys.ALGORITHM);
            mac.init(secret);
            return BASE64.encodeToString(mac.doFinal(fields.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) { // every Java platform has it
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> text(String encoded) {
        try {
            ByteBuffer utf8 = ByteBuffer.wrap(Base64.getUrlDecoder().decode(encoded));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
        } catch (IllegalArgumentException | CharacterCodingException signedByAnother) {
            return Optional.empty();
        }
    }
}
