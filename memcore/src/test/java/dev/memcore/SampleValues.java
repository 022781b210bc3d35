package dev.memcore;

import dev.memcore.api.Blocks;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Status;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.fact.Facts;
import dev.memcore.api.filter.AttributeConditions;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.api.report.TextSpan;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.segment.TopicSegment;
import dev.memcore.consolidation.summary.GistPolicy;
import dev.memcore.consolidation.summary.Gists;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.Embedder;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Some value of each type: for tests that call whatever there is. */
final class SampleValues {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<Class<?>> HANDLES = Set.of(
            MemoryManager.class, MemorySpace.class, MemoryView.class, SessionMemory.class, Blocks.class, Facts.class);

    private final Map<Class<?>, Object> values = new HashMap<>();
    private final Path directory;
    private int directories;

    SampleValues(MemoryManager manager, Path directory) {
        this.directory = directory;
        MemorySpace space = manager.space(Scope.of("acme", "bob"));
        Memory memory = space.remember("x");
        put(MemoryManager.class, manager);
        put(MemorySpace.class, space);
        put(MemoryView.class, space.asOf(NOW));
        put(SessionMemory.class, space.session("s"));
        put(Blocks.class, space.blocks());
        put(Memory.class, memory);
        put(MemoryId.class, memory.id());
        put(FactValue.class, new FactValue(memory, null, null, NOW, null, Status.ACTIVE));
        put(Observation.class, memory.observation());
        put(Scope.class, Scope.of("acme", "bob"));
        put(Cause.class, Cause.HOST);
        put(AttributeConditions.class, Condition.attribute("price"));
        put(MemoryFilter.class, MemoryFilter.builder().session("s").build());
        put(MemoryOp.class, new MemoryOp.Forget(memory.id(), Cause.HOST));
        put(MemoryOp.Supersede.class, new MemoryOp.Supersede(memory.id(), new MemoryId(1, 1), Cause.HOST));
        put(MemoryOp.Erase.class, new MemoryOp.Erase(memory.id(), memory.scope(), 1, "0".repeat(64), Cause.HOST));
        put(MemoryOp.SetValidity.class, new MemoryOp.SetValidity(memory.id(), NOW, null, Cause.HOST));
        put(Facts.class, space.facts());
        put(Link.class, Link.of(new MemoryId(1, 1), new MemoryId(1, 2), LinkType.SIMILAR));
        put(ErasureReceipt.class, new ErasureReceipt(0, NOW, "0".repeat(32), List.of()));
        put(Status.class, Status.ACTIVE);
        put(TextSpan.class, new TextSpan(0, 1, 1));
        put(Usage.class, Usage.NONE);
        put(TopicSegment.class, new TopicSegment(0, 1));
        put(String.class, "x");
        put(Instant.class, NOW);
        put(Duration.class, Duration.ofDays(1));
        put(Embedder.class, StaticEmbedder.load());
        put(InputStream.class, InputStream.nullInputStream());
        put(OutputStream.class, OutputStream.nullOutputStream());
        put(IndexConfig.class, IndexConfig.ofDefaults(null, null));
        put(Valuation.class, Valuation.of((any, usage, now) -> 1));
        put(GistPolicy.class, Gists.ofArchived());
    }

    private <T> void put(Class<T> type, T value) {
        values.put(type, value);
    }

    /** Whether the methods of a type can be called on a sample. */
    static boolean hasInstances(Class<?> type) {
        return HANDLES.contains(type) || !(type.isInterface() || Modifier.isAbstract(type.getModifiers()));
    }

    /** A value of a type; null: none is known. */
    @Nullable
    Object of(Type type) {
        return of(type, new HashSet<>());
    }

    private @Nullable Object of(Type type, Set<Class<?>> within) {
        Class<?> raw = raw(type);
        if (raw == MemcoreBuilder.class) {
            return Memcore.builder().withoutEmbedder();
        }
        if (raw == Path.class) {
            return directory.resolve("d" + directories++);
        }
        if (values.containsKey(raw)) {
            return values.get(raw);
        }
        if (raw.isPrimitive()) {
            return primitive(raw);
        }
        if (raw.isArray()) {
            return Array.newInstance(raw.getComponentType(), 0);
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        Object collection = collection(type, raw, within);
        if (collection != null) {
            return collection;
        }
        if (raw.isSealed()) {
            return of(raw.getPermittedSubclasses()[0], within);
        }
        return raw.isInterface() ? proxied(raw, within) : made(raw, within);
    }

    private static Object primitive(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == double.class) {
            return 0.5;
        }
        if (type == float.class) {
            return 0.5f;
        }
        return type == long.class ? (Object) 1L : type == int.class ? (Object) 1 : (Object) 'x';
    }

    private @Nullable Object collection(Type type, Class<?> raw, Set<Class<?>> within) {
        if (raw == SortedMap.class) {
            return new TreeMap<>();
        }
        if (Map.class.isAssignableFrom(raw)) {
            return Map.of();
        }
        if (Set.class.isAssignableFrom(raw)) {
            Object element = of(argument(type, 0), within);
            return element == null ? Set.of() : Set.of(element);
        }
        if ((raw.isAssignableFrom(List.class) && Collection.class.isAssignableFrom(raw)) || raw == List.class) {
            Object element = of(argument(type, 0), within);
            return element == null ? List.of() : List.of(element);
        }
        return raw == Optional.class ? Optional.empty() : null;
    }

    /** Collections and arrays of a type that hold a null; empty: it is none. */
    List<@Nullable Object> withNulls(Type type) {
        Class<?> raw = raw(type);
        if (raw.isArray() && !raw.getComponentType().isPrimitive()) {
            return Collections.singletonList(Array.newInstance(raw.getComponentType(), 1));
        }
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            return Collections.singletonList(Arrays.asList(of(argument(type, 0)), null));
        }
        if (raw == Set.class) {
            return Collections.singletonList(new HashSet<>(Arrays.asList((Object) null)));
        }
        if (raw == Map.class) {
            Map<@Nullable Object, @Nullable Object> noKey = new HashMap<>();
            noKey.put(null, of(argument(type, 1)));
            Map<@Nullable Object, @Nullable Object> noValue = new HashMap<>();
            noValue.put(of(argument(type, 0)), null);
            return Arrays.asList(noKey, noValue);
        }
        return List.of();
    }

    private static Type argument(Type type, int place) {
        return type instanceof ParameterizedType p ? p.getActualTypeArguments()[place] : Object.class;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> known) {
            return known;
        }
        if (type instanceof ParameterizedType parameterized) {
            return raw(parameterized.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
        }
        if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        return type instanceof TypeVariable<?> variable ? raw(variable.getBounds()[0]) : Object.class;
    }

    /** An implementation that answers everything with samples. */
    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
    private Object proxied(Class<?> type, Set<Class<?>> within) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            return switch (method.getName()) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                case "toString" -> type.getSimpleName();
                default -> method.getReturnType() == void.class ? null : of(method.getGenericReturnType(), within);
            };
        });
    }

    /** A value that a public factory or constructor makes, the one with the fewest parameters that does. */
    private @Nullable Object made(Class<?> type, Set<Class<?>> within) {
        if (!within.add(type)) {
            return null;
        }
        try {
            List<Method> factories = new ArrayList<>(Arrays.asList(type.getMethods()));
            factories.removeIf(method -> !Modifier.isStatic(method.getModifiers()) || method.getReturnType() != type);
            factories.sort(Comparator.comparingInt(Method::getParameterCount).thenComparing(Method::toString));
            for (Method factory : factories) {
                Object made = made(() -> factory.invoke(null, arguments(factory.getGenericParameterTypes(), within)));
                if (made != null) {
                    return made;
                }
            }
            List<Constructor<?>> constructors = new ArrayList<>(Arrays.asList(type.getConstructors()));
            constructors.sort(Comparator.comparingInt(Constructor::getParameterCount));
            for (Constructor<?> constructor : constructors) {
                Object made =
                        made(() -> constructor.newInstance(arguments(constructor.getGenericParameterTypes(), within)));
                if (made != null) {
                    return made;
                }
            }
            Class<?> outer = type.getEnclosingClass();
            if (outer != null && type.getSimpleName().equals("Builder")) {
                return made(() -> {
                    for (Method method : outer.getMethods()) {
                        if (method.getReturnType() == type && Modifier.isStatic(method.getModifiers())) {
                            return method.invoke(null, arguments(method.getGenericParameterTypes(), within));
                        }
                    }
                    return null;
                });
            }
            return null;
        } finally {
            within.remove(type);
        }
    }

    private interface Making {
        @Nullable
        Object make() throws ReflectiveOperationException;
    }

    private static @Nullable Object made(Making making) {
        try {
            return making.make();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private @Nullable Object[] arguments(Type[] types, Set<Class<?>> within) {
        return Arrays.stream(types).map(type -> of(type, within)).toArray();
    }
}
