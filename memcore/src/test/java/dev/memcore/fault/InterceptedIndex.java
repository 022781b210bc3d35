package dev.memcore.fault;

import dev.memcore.spi.index.MemoryIndex;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** An index with something to be done before each call of one method. */
public final class InterceptedIndex {
    private InterceptedIndex() {}

    /** What is done; if it throws, the index is not called. */
    public interface Before {
        void call(Object[] arguments) throws Throwable;
    }

    public static MemoryIndex of(MemoryIndex index, String method, Before before) {
        return (MemoryIndex) Proxy.newProxyInstance(
                MemoryIndex.class.getClassLoader(), new Class<?>[] {MemoryIndex.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        before.call(arguments);
                    }
                    try {
                        return called.invoke(index, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
