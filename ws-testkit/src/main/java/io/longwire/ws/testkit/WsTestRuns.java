package io.longwire.ws.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The runs of a {@link WsTest}, one for each transport. For JUnit, which finds it by the annotation. */
public final class WsTestRuns implements ClassTemplateInvocationContextProvider {
    /** What JUnit calls. */
    public WsTestRuns() {}

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return context.getRequiredTestClass().isAnnotationPresent(WsTest.class);
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        WsTest test = context.getRequiredTestClass().getAnnotation(WsTest.class);
        Stream<String> names = test.inMemory() ? Stream.of("memory") : Stream.of(test.transports());
        return names.map(name -> new Run(test, name));
    }

    private record Run(WsTest test, String transport) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return transport;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new WsTestServer(test, transport));
        }
    }
}
