package io.longwire.ws.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that values are signed with, each under an id. The first one signs, all of them verify: so a new one comes first, and
 * an old one goes when what it has signed is too old anyway. Immutable.
 */
public final class Keys {
    /** The fewest bytes of a secret: those of the hash (RFC 2104, 3). */
    static final int SHORTEST = 32;

    static final String ALGORITHM = "HmacSHA256";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final Map<String, SecretKeySpec> secrets;
    private final String signing;

    private Keys(Map<String, SecretKeySpec> secrets) {
        this.secrets = secrets;
        this.signing = secrets.keySet().iterator().next();
    }

    /**
     * Keys from texts of the form {@code id:secret}: the id 1 to 32 letters, digits, {@code -} and {@code _}, the secret 32 bytes or
     * more in base64.
     *
     * @throws IllegalArgumentException when there is none, one is malformed or two have one id; no secret is in the message
     */
    public static Keys parse(List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("there is no key");
        }
        Map<String, SecretKeySpec> secrets = new LinkedHashMap<>();
        for (String text : texts) {
            String place = "key " + (secrets.size() + 1);
            int colon = text.indexOf(':');
            if (colon < 0 || !ID.matcher(text.substring(0, colon).strip()).matches()) {
                throw new IllegalArgumentException(
                        place + " is not id:secret, with an id of 1 to 32 letters, digits, - and _");
            }
            String id = text.substring(0, colon).strip();
            if (secrets.put(
                            id,
                            new SecretKeySpec(
                                    decode(place, text.substring(colon + 1).strip()), ALGORITHM))
                    != null) {
                throw new IllegalArgumentException(place + " has the id of another, " + id);
            }
        }
        return new Keys(secrets);
    }

    private static byte[] decode(String place, String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) { // its message holds a character of the secret
            throw new IllegalArgumentException(place + " has a secret that is not base64");
        }
        if (secret.length < SHORTEST) {
            throw new IllegalArgumentException(
                    place + " has a secret of " + secret.length + " bytes; " + SHORTEST + " are the fewest");
        }
        return secret;
    }

    /**
     * Keys from a file, one a line; empty lines and those that begin with {@code #} are passed over.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException as {@link #parse} does
     */
    public static Keys read(Path file) throws IOException {
        return parse(Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
    }

    /** A new key as {@link #parse} takes it, with 32 bytes that nobody can guess. */
    public static String generate(String id) {
        byte[] secret = new byte[SHORTEST];
        new SecureRandom().nextBytes(secret);
        String text = id + ":" + Base64.getEncoder().encodeToString(secret);
        parse(List.of(text));
        return text;
    }

    /** The id of the key that signs. */
    public String signing() {
        return signing;
    }

    /** The ids of all keys. */
    public Set<String> ids() {
        return Set.copyOf(secrets.keySet());
    }

    Optional<SecretKeySpec> secret(String id) {
        return Optional.ofNullable(secrets.get(id));
    }

    @Override
    public String toString() {
        return "Keys" + secrets.keySet();
    }
}
