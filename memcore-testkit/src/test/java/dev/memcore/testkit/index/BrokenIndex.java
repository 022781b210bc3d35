package dev.memcore.testkit.index;

import dev.memcore.spi.index.MemoryIndex;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A {@link LinearIndex} with one method that does something else. */
final class BrokenIndex {
    private BrokenIndex() {}

    /** What a method does instead. */
    interface Instead {
        Object call(MemoryIndex index, Method method, Object[] arguments) throws Throwable;
    }

    static MemoryIndex of(String broken, Instead instead) {
        LinearIndex index = new LinearIndex();
        return (MemoryIndex) Proxy.newProxyInstance(
                MemoryIndex.class.getClassLoader(), new Class<?>[] {MemoryIndex.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals(broken)
                                ? instead.call(index, method, arguments)
                                : method.invoke(index, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
