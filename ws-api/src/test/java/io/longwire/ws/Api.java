package io.longwire.ws;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a module lets others see, as text: each public type of its exported packages, with what is public or protected in it. */
final class Api {
    private Api() {}

    /** @param classes the folder of the compiled module */
    static String of(Path classes) throws IOException, ClassNotFoundException {
        ModuleDescriptor module;
        try (InputStream info = Files.newInputStream(classes.resolve("module-info.class"))) {
            module = ModuleDescriptor.read(info);
        }
        StringBuilder text = new StringBuilder("module ").append(module.name()).append('\n');
        List<String> packages = module.exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .sorted()
                .toList();
        packages.forEach(name -> text.append("exports ").append(name).append('\n'));
        module.uses().stream()
                .sorted()
                .forEach(name -> text.append("uses ").append(name).append('\n'));
        for (String name : packages) {
            for (Class<?> type : types(classes, name)) {
                describe(type, text.append('\n'));
            }
        }
        return text.toString();
    }

    private static List<Class<?>> types(Path classes, String packageName) throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.equals("package-info.class")) {
                    Class<?> type =
                            Class.forName(packageName + "." + name.substring(0, name.length() - ".class".length()));
                    if (isSeen(type)) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }

    private static boolean isSeen(Class<?> type) {
        return isSeen(type.getModifiers())
                && !type.isAnonymousClass()
                && (type.getEnclosingClass() == null || isSeen(type.getEnclosingClass()));
    }

    private static boolean isSeen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static void describe(Class<?> type, StringBuilder text) throws IOException {
        // Not every JDK says "sealed" here; "permits" does below.
        String head = type.toGenericString().replace("non-sealed ", "").replace("sealed ", "");
        text.append(mark(type)).append(head);
        Type above = type.getGenericSuperclass();
        if (above != null && above != Object.class) {
            text.append(" extends ").append(above.getTypeName());
        }
        if (type.getInterfaces().length > 0) {
            text.append(type.isInterface() ? " extends " : " implements ").append(names(type.getGenericInterfaces()));
        }
        if (type.isSealed()) {
            text.append(" permits ").append(names(type.getPermittedSubclasses()));
        }
        text.append('\n');
        List<String> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isSeen(field.getModifiers()) && !field.isSynthetic()) {
                members.add("1" + mark(field) + field.toGenericString() + value(field));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isSeen(constructor.getModifiers()) && !constructor.isSynthetic()) {
                members.add("2" + mark(constructor) + constructor.toGenericString());
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isSeen(method.getModifiers()) && !method.isSynthetic()) {
                members.add("3" + mark(method) + method.toGenericString());
            }
        }
        members.sort(Comparator.naturalOrder());
        members.forEach(
                member -> text.append("    ").append(member, 1, member.length()).append('\n'));
    }

    private static String names(Type[] types) {
        return Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", "));
    }

    private static String mark(AnnotatedElement element) {
        return element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
    }

    /** A constant is compiled into those who use it, so its value is part of what they see. */
    private static String value(Field field) throws IOException {
        int constant = Modifier.STATIC | Modifier.FINAL;
        boolean plain = field.getType().isPrimitive() || field.getType() == String.class;
        if ((field.getModifiers() & constant) != constant || !plain) {
            return "";
        }
        try {
            return " = " + field.get(null);
        } catch (IllegalAccessException hidden) {
            throw new IOException(hidden);
        }
    }
}
