package dev.memcore.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a task on several threads that start together. */
public final class Race {
    private static final int TIMEOUT_SECONDS = 60;

    private Race() {}

    /** What each thread does. */
    public interface Racer<T> {
        T run(int thread) throws Exception;
    }

    /** The results, in the order of the threads; fails with the first failure, or if a thread does not end. */
    public static <T> List<T> of(int threads, Racer<T> racer) {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                running.add(executor.submit(() -> {
                    start.await();
                    return racer.run(thread);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError("a thread failed or did not end", e);
        } finally {
            executor.shutdownNow();
        }
    }
}
