package dev.memcore.testkit.index;

import dev.memcore.api.Memory;
import dev.memcore.spi.index.MemoryIndex;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A wrong index: it publishes a commit of several memories in two halves. Between the halves of the third such commit it waits until
 * another thread has listed, so that the half is seen whatever the speed of the threads.
 */
final class HalvingIndex {
    private static final int SEEN = 3;

    private final LinearIndex index = new LinearIndex();
    private final AtomicInteger lists = new AtomicInteger();
    private int commits;
    private long sequence;

    MemoryIndex index() {
        return (MemoryIndex) Proxy.newProxyInstance(
                MemoryIndex.class.getClassLoader(),
                new Class<?>[] {MemoryIndex.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        try {
            if (method.getName().equals("publish")) {
                publish((List<?>) arguments[1]);
                return null;
            }
            Object result = method.invoke(index, arguments);
            if (method.getName().equals("list")) {
                lists.incrementAndGet();
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void publish(List<?> given) {
        List<Memory> versions = given.stream().map(Memory.class::cast).toList();
        if (versions.size() < MemoryIndexContract.BATCH) {
            index.publish(++sequence, versions);
            return;
        }
        commits++;
        int half = versions.size() / 2;
        index.publish(++sequence, versions.subList(0, half));
        if (commits == SEEN) {
            awaitListing();
        }
        index.publish(++sequence, versions.subList(half, versions.size()));
    }

    /** Two listings: the first may have begun before the half was there. */
    private void awaitListing() {
        int before = lists.get();
        while (lists.get() < before + 2) {
            Thread.onSpinWait();
        }
    }
}
