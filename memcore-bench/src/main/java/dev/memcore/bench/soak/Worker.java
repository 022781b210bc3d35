package dev.memcore.bench.soak;

import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.bench.soak.Host.Lease;
import dev.memcore.bench.soak.model.Made;
import dev.memcore.bench.soak.model.Mismatch;
import dev.memcore.bench.soak.model.Plot;
import dev.memcore.bench.soak.model.Plot.Use;
import dev.memcore.bench.soak.model.Step;
import dev.memcore.bench.soak.model.Step.Interrupt;
import dev.memcore.bench.soak.model.Step.Kind;
import dev.memcore.bench.soak.model.StepChoice;
import dev.memcore.bench.soak.model.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent user of the store. It performs steps on its own scopes, whose contents it knows exactly, and sometimes
 * on scopes that all workers share.
 */
final class Worker implements Runnable {
    /** The relative frequencies of the purposes of scopes. */
    private static final List<Use> DRAWN =
            List.of(Use.NOTES, Use.NOTES, Use.NOTES, Use.NOTES, Use.TALK, Use.TALK, Use.TOOLS, Use.TOOLS, Use.FACTS);

    private final Shop shop;
    private final int number;
    private final SplittableRandom random;
    private final StepChoice choice;
    private final SharedScope shared;
    private final Map<Use, Ground> grounds = new HashMap<>();
    private long generation;
    private volatile boolean stopped;
    private volatile long busySince; // in System.nanoTime(); 0: not busy
    private volatile String busyWith = "";

    /** The objects that all workers share. */
    record Shop(
            Host host,
            Wire wire,
            Interrupter interrupter,
            Tally tally,
            Steady steady,
            AtomicLong epochs,
            Skipped skipped) {}

    /** A scope, and the step whose outcome is open. */
    private static final class Ground {
        final World world;

        @Nullable
        Step open;

        Ground(World world) {
            this.world = world;
        }
    }

    Worker(Shop shop, int number, SplittableRandom random) {
        this.shop = shop;
        this.number = number;
        this.random = random;
        this.choice = new StepChoice(
                random.split(), shop.skipped().kinds(), shop.skipped().interrupts());
        this.shared = new SharedScope(shop, random.split());
    }

    /** Takes over a scope of a killed process. */
    void inherit(World world, @Nullable Step open) {
        Ground ground = new Ground(world);
        ground.open = open;
        world.mayHaveLostUses();
        grounds.put(world.plot().use(), ground);
    }

    void stop() {
        stopped = true;
    }

    /** Returns the duration of the present call so far, in nanoseconds. */
    long busyNanos() {
        long since = busySince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    String busyWith() {
        return busyWith;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                work(shop.host().lease());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a worker but while it calls", e);
        } catch (RuntimeException e) {
            shop.wire().difference("", Failure.of("WORKER", Interrupt.NONE, e), "");
        }
    }

    private void work(Lease lease) {
        if (lease.generation() != generation) {
            generation = lease.generation();
            if (!lease.clean()) {
                grounds.values().forEach(ground -> ground.world.mayHaveLostUses());
            }
            verifyAll(lease);
        }
        int drawn = random.nextInt(5);
        if (drawn == 0 && !shop.skipped().shared()) {
            share(lease);
        } else {
            Ground ground = ground(DRAWN.get(random.nextInt(DRAWN.size())));
            step(lease, ground);
        }
    }

    private Ground ground(Use use) {
        return grounds.computeIfAbsent(
                use, key -> new Ground(new World(new Plot(number, shop.epochs().incrementAndGet(), key))));
    }

    /** Determines the outcome of open steps, and compares everything. */
    void verifyAll(Lease lease) {
        for (Ground ground : List.copyOf(grounds.values())) {
            if (resolve(lease, ground)) {
                step(lease, ground, new Step(Kind.VERIFY, 0, 0, random.nextLong() >>> 1));
            }
        }
    }

    private boolean resolve(Lease lease, Ground ground) {
        Step open = ground.open;
        if (open == null) {
            return true;
        }
        try {
            List<MemoryId> endangered = ground.world.endangeredBy(open);
            List<String> words = new ArrayList<>(ground.world.wordsErasedBy(open));
            Made made = ground.world.resolve(lease.store(), open);
            shop.wire().done(ground.world.plot(), made == null ? Made.skipped() : made.line());
            ground.open = null;
            ground.world.mayHaveLostUses();
            if (made != null) {
                acknowledged(ground.world, open, made, words);
            }
            shop.steady().remove(endangered);
            return true;
        } catch (RuntimeException e) {
            failed(lease, ground, open, e);
            return false;
        }
    }

    private void step(Lease lease, Ground ground) {
        if (ground.open != null && !resolve(lease, ground)) {
            return;
        }
        if (random.nextInt(40) == 0) {
            visitForeign(lease, ground);
        }
        if (!ground.world.isFull()) {
            step(lease, ground, ground.world.choose(choice));
            return;
        }
        step(lease, ground, new Step(Kind.ERASE_ALL, 0, 0, 0));
        if (grounds.get(ground.world.plot().use()) == ground && ground.open == null) {
            step(lease, ground, new Step(Kind.VERIFY, 0, 0, 0));
            leave(ground);
        }
    }

    private void step(Lease lease, Ground ground, Step step) {
        World world = ground.world;
        boolean changes = step.kind().changes();
        List<String> words = new ArrayList<>(world.wordsErasedBy(step));
        if (changes) {
            shop.wire().step(world.plot(), step);
            shop.steady().remove(world.endangeredBy(step));
            ground.open = step;
        }
        try {
            Made made = call(step.kind().name(), step.interrupt(), () -> world.perform(lease.store(), step));
            ground.open = null;
            if (changes) {
                shop.wire().done(world.plot(), made);
                world.apply(step, made);
                acknowledged(world, step, made, words);
            }
        } catch (Exception | AssertionError e) {
            failed(lease, ground, step, e);
        }
    }

    private <T> T call(String name, Interrupt interrupt, Callable<T> body) throws Exception {
        busyWith = name;
        busySince = System.nanoTime();
        try {
            return shop.interrupter().call(interrupt, name, body);
        } finally {
            busySince = 0;
            shop.tally().count(name);
        }
    }

    private void acknowledged(World world, Step step, Made made, List<String> words) {
        if (made.ok()) {
            shop.steady().add(world.plot().scope(), world.lastingMadeBy(step, made));
            shop.wire().erased(words);
            shop.steady().erased(words);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object, not an equal step
    private void failed(Lease lease, Ground ground, Step step, Throwable thrown) {
        World world = ground.world;
        boolean isClosed = thrown instanceof MemoryException e && e.code() == ErrorCode.CLOSED;
        if (isClosed && shop.host().isClosing(lease)) {
            if (ground.open == step) { // the call has changed nothing
                ground.open = null;
                shop.wire().done(world.plot(), Made.skipped());
                world.apply(step, Made.failed(ErrorCode.CLOSED));
            }
            return;
        }
        Failure failure = Failure.of(step.kind().name(), step.interrupt(), thrown);
        if (failure.fatal()) {
            if (shop.host().fail(lease)) {
                shop.wire().difference(world.plot().id(), failure, step.line());
            }
            return; // the interrupted step may have happened; the next opening shows it
        }
        shop.wire().difference(world.plot().id(), failure, step.line());
        leave(ground);
    }

    /** Stops using a scope, because its model is no longer reliable or its life is over. */
    private void leave(Ground ground) {
        shop.wire().ended(ground.world.plot());
        shop.steady().remove(ground.world.plot().scope());
        grounds.remove(ground.world.plot().use());
    }

    /** Verifies that a memory of another scope can be neither read nor changed, even by its id. */
    private void visitForeign(Lease lease, Ground ground) {
        MemoryId foreign = shop.steady().foreign(ground.world.plot().scope());
        if (foreign == null) {
            return;
        }
        Step step = new Step(Kind.GET, -1, 0, 0);
        try {
            call("FOREIGN", Interrupt.NONE, () -> {
                MemorySpace space = lease.store().space(ground.world.plot().scope());
                if (space.get(foreign).isPresent()) {
                    throw new Mismatch("a memory of another scope can be read", foreign.toString());
                }
                requireNotFound("forgotten", () -> space.forget(foreign));
                requireNotFound("pinned", () -> space.pin(foreign, true));
                return true;
            });
        } catch (Exception e) {
            failed(lease, ground, step, e);
        }
    }

    private static void requireNotFound(String what, Runnable change) {
        try {
            change.run();
        } catch (MemoryException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return;
            }
            throw e;
        }
        throw new Mismatch("a memory of another scope can be " + what, "it was");
    }

    private void share(Lease lease) {
        String what = shared.choose();
        Interrupt interrupt = shared.interrupt();
        try {
            call("SHARED_" + what, interrupt, () -> {
                shared.perform(lease.store(), what);
                return true;
            });
        } catch (Exception | AssertionError e) {
            boolean isClosed = e instanceof MemoryException thrown && thrown.code() == ErrorCode.CLOSED;
            if (isClosed && shop.host().isClosing(lease)) {
                return;
            }
            Failure failure = Failure.of("SHARED_" + what, interrupt, e);
            if (!failure.fatal() || shop.host().fail(lease)) {
                shop.wire().difference("", failure, "");
            }
        }
    }
}
