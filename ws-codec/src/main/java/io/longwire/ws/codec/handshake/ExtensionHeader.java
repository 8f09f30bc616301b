package io.longwire.ws.codec.handshake;

import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.ExtensionParameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of {@code Sec-WebSocket-Extensions} (RFC 6455, 9.1), in both directions. Reading takes one pass.
 *
 * <pre>
 * extension-list  = 1#extension
 * extension       = extension-token *( ";" extension-param )
 * extension-param = token [ "=" (token | quoted-string) ]
 * </pre>
 */
public final class ExtensionHeader {
    private final String text;
    private int at;

    private ExtensionHeader(String text) {
        this.text = text;
    }

    /**
     * Reads the values of all header lines of that name, in order.
     *
     * @throws Refused 400 when one is malformed: "the recipient of such malformed data MUST immediately Fail the WebSocket
     *     Connection"
     */
    public static List<ExtensionParameters> parse(List<String> headerValues) throws Refused {
        List<ExtensionParameters> extensions = new ArrayList<>();
        for (String value : headerValues) {
            new ExtensionHeader(value).list(extensions);
        }
        return List.copyOf(extensions);
    }

    /**
     * Writes extensions as one header value; empty when there are none.
     *
     * @throws IllegalArgumentException when a name or a value is not a token
     */
    public static String format(List<ExtensionParameters> extensions) {
        StringBuilder text = new StringBuilder();
        for (ExtensionParameters extension : extensions) {
            text.append(text.isEmpty() ? "" : ", ").append(requireToken(extension.name()));
            for (Parameter parameter : extension.parameters()) {
                text.append("; ").append(requireToken(parameter.name()));
                String value = parameter.value();
                if (value != null) {
                    text.append('=').append(requireToken(value));
                }
            }
        }
        return text.toString();
    }

    private void list(List<ExtensionParameters> into) throws Refused {
        while (true) {
            into.add(extension());
            if (at == text.length()) {
                return;
            }
            expect(',');
        }
    }

    private ExtensionParameters extension() throws Refused {
        String name = token();
        List<Parameter> parameters = new ArrayList<>();
        while (at < text.length() && text.charAt(at) == ';') {
            at++;
            String parameter = token();
            parameters.add(new Parameter(parameter, value()));
        }
        return new ExtensionParameters(name, parameters);
    }

    private @Nullable String value() throws Refused {
        if (at == text.length() || text.charAt(at) != '=') {
            return null;
        }
        at++;
        blanks();
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        // An empty value is let through, for the extension to decline: that costs the peer the extension, not the
        // connection.
        String value = chars();
        blanks();
        return value;
    }

    /** "When using the quoted-string syntax variant, the value after quoted-string unescaping MUST conform to the 'token' ABNF." */
    private String quoted() throws Refused {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at == text.length() || !Syntax.isTokenChar(text.charAt(at))) {
                throw malformed();
            }
            value.append(text.charAt(at++));
        }
        expect('"');
        blanks();
        return value.toString();
    }

    private String token() throws Refused {
        blanks();
        String token = chars();
        if (token.isEmpty()) {
            throw malformed();
        }
        blanks();
        return token;
    }

    private String chars() {
        int from = at;
        while (at < text.length() && Syntax.isTokenChar(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private void blanks() {
        while (at < text.length() && Syntax.isBlank(text.charAt(at))) {
            at++;
        }
    }

    private void expect(char c) throws Refused {
        if (at == text.length() || text.charAt(at) != c) {
            throw malformed();
        }
        at++;
    }

    private static Refused malformed() {
        return new Refused(400, "Sec-WebSocket-Extensions is malformed");
    }

    private static String requireToken(String text) {
        if (!Syntax.isToken(text)) {
            throw new IllegalArgumentException("not a token (RFC 6455, 9.1)");
        }
        return text;
    }
}
