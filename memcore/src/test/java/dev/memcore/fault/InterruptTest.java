package dev.memcore.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.Block;
import dev.memcore.api.Blocks;
import dev.memcore.api.EventTime;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Recalled;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.config.Durability;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.LinkWalk;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.ErasureTopic;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.api.report.Recovery.IndexState;
import dev.memcore.api.session.SessionFolds;
import dev.memcore.contract.StoreTest;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls on interrupted threads: they are answered as always, keep the flag, and harm nobody. */
final class InterruptTest {
    /** Raised by hand: {@code -Dmemcore.interrupted.calls=100000}. */
    private static final int CALLS = Integer.getInteger("memcore.interrupted.calls", 4_000);

    private static final Scope BOB = Scope.of("acme", "bob");

    /** What these read or write grows with the store: each is called once in so many rounds. */
    private static final Set<String> COSTLY = Set.of(
            "awaitEmbedded", "awaitIndexed", "backup", "check", "dryRun", "erase", "exportTo", "maintain", "verify");

    private static final int COSTLY_EVERY = 40;

    /** What a call may answer when its argument does not fit. */
    private static final Set<ErrorCode> ANSWERS =
            EnumSet.of(ErrorCode.INVALID_ARGUMENT, ErrorCode.LIMIT_EXCEEDED, ErrorCode.NOT_FOUND, ErrorCode.CONFLICT);

    @TempDir
    private Path directory;

    private final Random random = new Random(11);
    private final Map<String, Integer> answered = new TreeMap<>();
    private final List<MemoryId> ids = new ArrayList<>();
    private int calls;
    private long later;

    /** A public method, and of what. */
    private record Call(Method method, String owner) {
        String name() {
            return owner + "." + method.getName() + Arrays.toString(method.getParameterTypes());
        }
    }

    @Test
    void everyMethodIsAnsweredOnAnInterruptedThread() throws Exception {
        Set<String> names = new TreeSet<>();
        try (MemoryManager manager = Memcore.builder()
                .directory(directory.resolve("store"))
                .durability(Durability.BUFFERED)
                .withoutEmbedder()
                .build()) {
            for (int round = 0; calls < CALLS; round++) {
                for (Call call : calls()) {
                    names.add(call.name());
                    if (!COSTLY.contains(call.method().getName()) || round % COSTLY_EVERY == 0) {
                        interrupted(call, manager);
                    }
                }
            }
            assertEquals(List.of(), manager.check().findings());
            manager.space(BOB).remember("a platypus lays eggs");
            assertEquals(
                    "a platypus lays eggs",
                    manager.space(BOB)
                            .recall("platypus")
                            .hits()
                            .getFirst()
                            .memory()
                            .text());
        }
        names.removeAll(answered.keySet());
        assertEquals(Set.of("MemoryManager.importFrom[class java.io.InputStream]"), withoutArrays(names));
        try (MemoryManager manager = Memcore.open(directory.resolve("store"))) {
            assertEquals(
                    IndexState.OTHER_CONFIGURATION, manager.stats().recovery().indexState());
            assertEquals(List.of(), manager.check().findings());
        }
    }

    private static Set<String> withoutArrays(Set<String> names) {
        Set<String> plain = new TreeSet<>();
        names.forEach(name -> plain.add(name.replace("interface ", "")));
        return plain;
    }

    private static List<Call> calls() {
        List<Call> all = new ArrayList<>();
        for (Class<?> type : List.of(
                MemoryManager.class,
                MemorySpace.class,
                MemoryView.class,
                SessionMemory.class,
                SessionFolds.class,
                Blocks.class)) {
            for (Method method : type.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())
                        && !method.getName().equals("close")) {
                    all.add(new Call(method, type.getSimpleName()));
                }
            }
        }
        all.sort(Comparator.comparing(Call::name));
        return all;
    }

    private void interrupted(Call call, MemoryManager manager) throws Exception {
        MemorySpace space = manager.space(BOB);
        Object target = switch (call.owner()) {
            case "MemoryManager" -> manager;
            case "MemorySpace" -> space;
            case "MemoryView" -> space.asOf(StoreTest.START.plusSeconds(1L << 40));
            case "SessionMemory" -> space.session("s" + random.nextInt(5));
            case "SessionFolds" -> space.session("folds").folds();
            default -> space.blocks();
        };
        Object[] arguments = new Object[call.method().getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Type type = call.method().getGenericParameterTypes()[i];
            arguments[i] = call.owner().equals("SessionFolds") ? folded(type, space) : argument(type, space);
        }
        calls++;
        Thread.currentThread().interrupt();
        try {
            note(call.method().invoke(target, arguments));
            answered.merge(call.name(), 1, Integer::sum);
        } catch (InvocationTargetException e) {
            boolean kept = Thread.interrupted();
            assertTrue(kept, call + " lost the flag");
            if (!(e.getCause() instanceof MemoryException answer) || !ANSWERS.contains(answer.code())) {
                throw new AssertionError("call " + calls + ", " + call, e.getCause());
            }
            Thread.currentThread().interrupt();
        }
        assertTrue(Thread.interrupted(), () -> call + " lost the flag");
    }

    private void note(Object result) {
        if (result instanceof Memory memory && ids.size() < 2_000) {
            ids.add(memory.id());
        }
    }

    private MemoryId id(MemorySpace space) {
        return ids.isEmpty() ? space.remember("the first note").id() : ids.get(random.nextInt(ids.size()));
    }

    private String text() {
        return "note " + random.nextInt(50) + " about the garden and the " + random.nextInt(7) + " trees";
    }

    /** An argument of a type; a new type needs a line here. */
    private Object argument(Type type, MemorySpace space) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic, space);
        }
        return switch (((Class<?>) type).getSimpleName()) {
            case "boolean" -> random.nextBoolean();
            case "long" -> random.nextLong();
            case "double" -> random.nextDouble();
            case "AttributeValue" -> new AttributeValue.Text(text());
            case "Context" -> space.context(ContextRequest.of("what about the trees?", 200));
            case "ErasurePreview" -> space.previewErasure(ErasureTopic.of("a name that nothing has"));
            case "ErasureTopic" -> ErasureTopic.of("garden");
            case "ContextRequest" -> ContextRequest.of("what about the trees?", 200);
            case "EventTime" -> EventTime.at(StoreTest.START);
            case "int" -> 1 + random.nextInt(200);
            case "String" -> text();
            case "Budget" -> Budget.ofDefaults();
            case "Erasure" -> Erasure.of(space.remember("a secret").id());
            case "ErasureReceipt" -> receipt(space);
            case "InputStream" -> new ByteArrayInputStream(new byte[0]);
            case "Instant" -> StoreTest.START.plusSeconds((1L << 40) + later++);
            case "Link" -> Link.of(space.remember(text()).id(), id(space), LinkType.SIMILAR);
            case "LinkWalk" -> LinkWalk.from(id(space));
            case "MemoryFilter" -> MemoryFilter.any();
            case "MemoryId" -> id(space);
            case "MemoryQuery" -> MemoryQuery.of("what about the trees?");
            case "Observation" -> Observation.of(text());
            case "Outcome" -> Outcome.CITED;
            case "OutputStream" -> OutputStream.nullOutputStream();
            case "Path" -> directory.resolve("backup");
            case "Principal" -> Principal.of(BOB);
            case "Role" -> Role.USER;
            case "Scope" -> BOB;
            default -> throw new AssertionError("no argument of " + type);
        };
    }

    /** A message of the session with folds, or one of its folds. */
    private Object folded(Type type, MemorySpace space) {
        SessionMemory session = space.session("folds");
        if (type == MemoryId.class) {
            return session.add(Role.USER, text()).id();
        }
        MemoryId message = session.add(Role.USER, text()).id();
        return type instanceof ParameterizedType
                ? Set.of(message)
                : (Object) session.folds().fold(message, message).number();
    }

    private static ErasureReceipt receipt(MemorySpace space) {
        return space.erase(Erasure.of(space.remember("another secret").id()));
    }

    private Object collection(ParameterizedType type, MemorySpace space) {
        String element = ((Class<?>) type.getActualTypeArguments()[0]).getSimpleName();
        return switch (((Class<?>) type.getRawType()).getSimpleName() + " of " + element) {
            case "List of Observation" -> List.of(Observation.of(text()), Observation.of(text()));
            case "List of MemoryOp" -> List.of(MemoryOp.Adjust.pinned(id(space), random.nextBoolean(), Cause.HOST));
            case "List of String" -> List.of(text());
            case "Consumer of Recalled" -> (Consumer<Recalled>) hit -> {};
            case "Collection of String" -> List.of(text());
            case "Collection of Long" -> Set.of(space.remember("a mistake").sequence());
            case "Collection of MemoryId", "Set of MemoryId" -> Set.of(id(space));
            case "Map of MemoryId" -> Map.of(id(space), 0.5);
            default -> throw new AssertionError("no argument of " + type);
        };
    }

    /**
     * The last reader of an index that was replaced lets go of it: closing it deletes files. The reranker sees to it that
     * the index is replaced while the recall reads it.
     */
    @Test
    void aRecallThatOutlivesItsIndexHarmsNobody() {
        MemoryManager[] opened = new MemoryManager[1];
        try (MemoryManager manager = Memcore.builder()
                .directory(directory)
                .withoutEmbedder()
                .reranker((query, candidates) -> {
                    boolean interrupted = Thread.interrupted();
                    opened[0].space(BOB).remember("a note that the index takes in meanwhile");
                    opened[0].awaitIndexed();
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    return candidates.stream().mapToDouble(Recalled::score).toArray();
                })
                .build()) {
            opened[0] = manager;
            MemorySpace space = manager.space(BOB);
            space.remember("the first note");
            manager.awaitIndexed();
            for (int i = 0; i < 50; i++) {
                Thread.currentThread().interrupt();
                assertTrue(space.recall("note").hits().size() > 0);
                assertTrue(Thread.interrupted());
            }
            manager.awaitIndexed();
            space.remember("the last note");
            assertEquals(List.of(), manager.check().findings());
        } finally {
            boolean ignored = Thread.interrupted();
        }
    }

    @Test
    void aStoreIsOpenedAndClosedOnAnInterruptedThread() {
        Path copy = directory.resolve("copy");
        for (int round = 0; round < 5; round++) {
            Thread.currentThread().interrupt();
            try (MemoryManager manager = Memcore.open(directory.resolve("store"))) {
                assertEquals(
                        round == 0 ? IndexState.MISSING : IndexState.CURRENT,
                        manager.stats().recovery().indexState());
                manager.space(BOB).remember("note " + round);
                Block block = manager.space(BOB).blocks().set("persona", "round " + round);
                assertEquals("round " + round, block.memory().text());
                manager.awaitIndexed();
                manager.backup(directory.resolve("backup"));
            }
            assertTrue(Memcore.restore(directory.resolve("backup"), copy.resolve("restored" + round))
                    .ok());
            assertTrue(Memcore.salvage(directory.resolve("store"), copy.resolve("salvaged" + round))
                    .ok());
            assertTrue(Thread.interrupted(), "the flag was lost");
        }
    }
}
