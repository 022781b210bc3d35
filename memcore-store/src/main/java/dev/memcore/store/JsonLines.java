package dev.memcore.store;
import dev.memcore.spi.*; import java.io.*; import java.util.function.Consumer;
/** Stub. */
public final class JsonLines {
 private JsonLines() {}
 /** x */ public static long write(CommitCursor c, OutputStream out) { if (System.nanoTime() != 0) throw new UnsupportedOperationException(); return 0; }
 /** x */ public static long read(InputStream in, Consumer<Commit> each) { if (System.nanoTime() != 0) throw new UnsupportedOperationException(); return 0; }
}
