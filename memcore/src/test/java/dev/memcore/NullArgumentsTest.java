package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Observation;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.consolidation.Policies;
import dev.memcore.retrieval.embed.StaticEmbedder;
import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every public method and constructor refuses a null that it does not allow, with {@link ErrorCode#INVALID_ARGUMENT}. A null in a
 * collection never leads to a {@link NullPointerException}. All are found by reflection, so new ones are tested without being named here.
 */
final class NullArgumentsTest {
    /** Packages that hosts name, below a class of their module. */
    private static final Map<Class<?>, Set<String>> PACKAGES = Map.of(
            Observation.class,
                    Set.of(
                            "dev.memcore.api",
                            "dev.memcore.api.config",
                            "dev.memcore.api.error",
                            "dev.memcore.api.fact",
                            "dev.memcore.api.filter",
                            "dev.memcore.api.health",
                            "dev.memcore.api.operation",
                            "dev.memcore.api.report",
                            "dev.memcore.api.standing",
                            "dev.memcore.spi",
                            "dev.memcore.spi.index",
                            "dev.memcore.spi.lifecycle",
                            "dev.memcore.spi.log",
                            "dev.memcore.spi.model"),
            Memcore.class, Set.of("dev.memcore"),
            Policies.class,
                    Set.of(
                            "dev.memcore.consolidation",
                            "dev.memcore.consolidation.cluster",
                            "dev.memcore.consolidation.echo",
                            "dev.memcore.consolidation.summary",
                            "dev.memcore.consolidation.segment",
                            "dev.memcore.consolidation.value"),
            StaticEmbedder.class,
                    Set.of(
                            "dev.memcore.retrieval",
                            "dev.memcore.retrieval.embed",
                            "dev.memcore.retrieval.fusion",
                            "dev.memcore.retrieval.rerank",
                            "dev.memcore.retrieval.view"));

    /** Helpers of tests, found where main and test classes are compiled into one directory. */
    private static final Set<String> TESTS = Set.of("Library", "Indexed", "RandomStore", "Scopes", "FaultyDirectory");

    /** What {@link Object} and {@link Comparable} say of null is not ours. */
    private static final Set<String> NOT_OURS = Set.of("equals", "compareTo", "valueOf");

    @TempDir
    private Path directory;

    private final Set<String> tried = new TreeSet<>();
    private final Set<String> failed = new TreeSet<>();

    @Test
    void nullsAreRefused() throws Exception {
        try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
            SampleValues samples = new SampleValues(manager, directory);
            for (Map.Entry<Class<?>, Set<String>> module : PACKAGES.entrySet()) {
                for (Class<?> type : publicTypes(module.getKey(), module.getValue())) {
                    for (Executable each : executables(type)) {
                        tryNulls(type, each, samples);
                    }
                }
            }
        }
        assertTrue(tried.size() > 500, () -> "too few were tried: " + tried.size());
        assertEquals("", String.join("\n", failed));
    }

    private void tryNulls(Class<?> type, Executable each, SampleValues samples) throws IllegalAccessException {
        Type[] types = each.getGenericParameterTypes();
        AnnotatedType[] annotated = each.getAnnotatedParameterTypes();
        for (int i = 0; i < types.length; i++) {
            boolean primitive = each.getParameterTypes()[i].isPrimitive();
            if (primitive || annotated[i].isAnnotationPresent(Nullable.class)) {
                continue;
            }
            List<@Nullable Object> bad = new ArrayList<>(samples.withNulls(types[i]));
            bad.add(null);
            for (Object value : bad) {
                @Nullable Object[] arguments = new Object[types.length];
                for (int j = 0; j < types.length; j++) {
                    arguments[j] = j == i ? value : samples.of(types[j]);
                }
                String name = type.getName() + "." + each.getName() + " " + Arrays.toString(each.getParameterTypes())
                        + " argument " + i + (value == null ? "" : " with a null element");
                tried.add(name);
                Throwable thrown = thrownBy(type, each, arguments, samples);
                if (!isRefused(thrown) && (value == null || isBroken(thrown))) {
                    failed.add(name + ": " + thrown);
                }
            }
        }
    }

    private static boolean isRefused(@Nullable Throwable thrown) {
        return thrown instanceof MemoryException e && e.code() == ErrorCode.INVALID_ARGUMENT;
    }

    private static boolean isBroken(@Nullable Throwable thrown) {
        return thrown instanceof NullPointerException
                || (thrown instanceof MemoryException e && e.code() == ErrorCode.COMPONENT_FAILED);
    }

    private static @Nullable Throwable thrownBy(
            Class<?> type, Executable each, @Nullable Object[] arguments, SampleValues samples)
            throws IllegalAccessException {
        try {
            if (each instanceof Method method) {
                boolean isStatic = Modifier.isStatic(method.getModifiers());
                Object result = method.invoke(isStatic ? null : samples.of(type), arguments);
                if (result instanceof MemcoreBuilder builder) {
                    builder.build().close(); // a builder says it when it builds
                }
            } else {
                ((java.lang.reflect.Constructor<?>) each).newInstance(arguments);
            }
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (InstantiationException | RuntimeException e) {
            return e;
        }
    }

    private static List<Executable> executables(Class<?> type) {
        List<Executable> all = new ArrayList<>();
        if (!type.isInterface() && !Modifier.isAbstract(type.getModifiers())) {
            all.addAll(Arrays.asList(type.getConstructors()));
        }
        boolean implementsSpi = Arrays.stream(type.getInterfaces())
                .anyMatch(each -> each.getName().startsWith("dev.memcore.spi")
                        || each.getName().startsWith("dev.memcore.consolidation"));
        for (Method method : type.getDeclaredMethods()) {
            boolean isStatic = Modifier.isStatic(method.getModifiers());
            boolean callable = isStatic || (SampleValues.hasInstances(type) && !implementsSpi);
            if (Modifier.isPublic(method.getModifiers())
                    && !method.isSynthetic()
                    && callable
                    && !NOT_OURS.contains(method.getName())) {
                method.setAccessible(true);
                all.add(method);
            }
        }
        return all;
    }

    private static List<Class<?>> publicTypes(Class<?> anchor, Set<String> packages)
            throws IOException, URISyntaxException, ClassNotFoundException {
        Path code = Path.of(
                anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(code)) {
            return publicTypes(code, anchor, packages);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + code.toUri()), Map.of())) {
            return publicTypes(jar.getPath("/"), anchor, packages);
        }
    }

    private static List<Class<?>> publicTypes(Path root, Class<?> anchor, Set<String> packages)
            throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        for (String each : new TreeSet<>(packages)) {
            try (Stream<Path> files = Files.list(root.resolve(each.replace('.', '/')))) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                        Class<?> type = Class.forName(
                                each + "." + name.substring(0, name.length() - 6), false, anchor.getClassLoader());
                        if (isPublic(type)) {
                            types.add(type);
                        }
                    }
                }
            }
        }
        return types;
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && !type.isAnonymousClass()
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()))
                && !Throwable.class.isAssignableFrom(type)
                && !TESTS.contains(type.getSimpleName())
                && !type.getName().endsWith("Test");
    }
}
