package dev.memcore.store;

import dev.memcore.io.FileWorker;
import dev.memcore.store.file.LogFiles;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Files that fail if any operation on them comes from a thread that does not belong to memcore. */
final class GuardedFiles {
    private GuardedFiles() {}

    static LogFiles of(LogFiles files) {
        return guarded(LogFiles.class, files);
    }

    private static <T> T guarded(Class<T> type, T target) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (!method.getName().equals("meaning")) {
                        FileWorker.require();
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return switch (result) {
                            case LogFiles.Appender appender -> guarded(LogFiles.Appender.class, appender);
                            case InputStream in -> new GuardedInput(in);
                            case null, default -> result;
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }

    private static final class GuardedInput extends FilterInputStream {
        GuardedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            FileWorker.require();
            return super.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            FileWorker.require();
            return super.read(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            FileWorker.require();
            super.close();
        }
    }
}
