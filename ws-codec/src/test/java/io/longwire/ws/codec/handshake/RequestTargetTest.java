package io.longwire.ws.codec.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestTargetTest {
    @Test
    void decodesThePathOnce() throws Refused {
        RequestTarget target = parse("/chat/blue%20room/%E2%82%AC/100%25/a+b/%2541?x=%20");
        assertThat(target.path()).isEqualTo("/chat/blue room/\u20ac/100%/a+b/%41");
        assertThat(target.rawPath()).isEqualTo("/chat/blue%20room/%E2%82%AC/100%25/a+b/%2541");
        assertThat(target.query()).isEqualTo("x=%20");
        assertThat(target.authority()).isEmpty();
    }

    @Test
    void anAbsoluteTargetWithoutPathIsTheRoot() throws Refused {
        assertThat(parse("http://a.example").path()).isEqualTo("/");
        assertThat(parse("https://A.example?q").query()).isEqualTo("q");
        assertThat(parse("wss://A.example:1").authority()).contains("a.example:1");
    }

    @Test
    void findsTheFirstValueOfAQueryParameter() {
        assertThat(RequestTarget.queryValue("a=1&b=2&a=3", "a")).contains("1");
        assertThat(RequestTarget.queryValue("x&b=2", "x")).contains("");
        assertThat(RequestTarget.queryValue("b=2=3", "b")).contains("2=3");
        assertThat(RequestTarget.queryValue("%61+b=c+d%20%e2%82%ac", "a b")).contains("c d \u20ac");
        assertThat(RequestTarget.queryValue("a=%zz%4", "a")).contains("%zz%4");
        assertThat(RequestTarget.queryValue("", "a")).isEqualTo(Optional.empty());
        assertThat(RequestTarget.queryValue("", "")).isEqualTo(Optional.empty());
        assertThat(RequestTarget.queryValue("&&", "")).isEqualTo(Optional.empty());
        assertThat(RequestTarget.queryValue("aa=1&ab=2", "a")).isEqualTo(Optional.empty());
        assertThat(RequestTarget.queryValue("a=b&".repeat(2000) + "z=1", "z")).contains("1");
    }

    private static RequestTarget parse(String target) throws Refused {
        return RequestTarget.parse(new RequestHead("GET", target, 1, Headers.of()));
    }
}
