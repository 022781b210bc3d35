package dev.memcore.store;
import dev.memcore.api.*; import java.nio.file.Path; import java.util.*; import java.util.concurrent.ConcurrentHashMap; import org.jspecify.annotations.Nullable;
/** Stub. */
public final class UsageTable {
 private final Map<MemoryId, Usage> map = new ConcurrentHashMap<>();
 private UsageTable() {}
 /** x */ public static UsageTable open(@Nullable Path file) { return new UsageTable(); }
 /** x */ public Usage get(MemoryId id) { return map.getOrDefault(id, Usage.NONE); }
 /** x */ public void add(MemoryId id, Usage delta) { map.merge(id, delta, Usage::plus); }
 /** x */ public void remove(MemoryId id) { map.remove(id); }
 /** x */ public long sequence() { return 0; }
 /** x */ public void save(long sequence) {}
}
