package io.longwire.ws.testkit;

import io.longwire.ws.WebSocketServer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test its {@link Stage} and what it asks for of it, and takes it down afterwards. */
final class WsTestServer implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace OURS = Namespace.create(WsTestServer.class);

    private final WsTest test;
    private final String transport;

    WsTestServer(WsTest test, String transport) {
        this.test = test;
        this.transport = transport;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Stage stage = new Stage(transport, test.inMemory());
        context.getStore(OURS).put(Stage.class, stage);
        stage.start(List.of(test.config()), builder -> routes(context.getRequiredTestClass(), builder));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Stage stage = context.getStore(OURS).remove(Stage.class, Stage.class);
        if (stage != null) {
            stage.end();
        }
    }

    private static void routes(Class<?> type, WebSocketServer.Builder builder) {
        List<Method> methods = Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(WsRoutes.class))
                .toList();
        if (methods.size() != 1 || !Modifier.isStatic(methods.get(0).getModifiers())) {
            throw new ExtensionConfigurationException(
                    type.getName() + " needs one static method with @WsRoutes that takes a WebSocketServer.Builder");
        }
        try {
            methods.get(0).setAccessible(true);
            methods.get(0).invoke(null, builder);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new ExtensionConfigurationException("@WsRoutes " + methods.get(0) + " failed", e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == WebSocketServer.class
                || (type == ManualClock.class && test.inMemory())
                || (type == TestClient.class && parameter.isAnnotated(Connect.class));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Stage stage = context.getStore(OURS).get(Stage.class, Stage.class);
        if (stage == null) {
            throw new ExtensionConfigurationException("the server is there in test methods and @BeforeEach alone");
        }
        Class<?> type = parameter.getParameter().getType();
        if (type == WebSocketServer.class) {
            return stage.server();
        } else if (type == ManualClock.class) {
            return stage.clock();
        }
        Connect connect = parameter.findAnnotation(Connect.class).orElseThrow();
        return stage.connect(connect.value(), connect.subprotocols());
    }
}
