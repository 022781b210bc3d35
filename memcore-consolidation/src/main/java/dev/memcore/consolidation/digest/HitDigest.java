package dev.memcore.consolidation.digest;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.term.Terms;
import dev.memcore.spi.Embedder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The statements of recalled memories, each once, with the number of sources that support or contradict it. The result
 * does not depend on the order of the memories, as the training of Ext2Gen (2025) asks of a reader. Several memories of
 * one source count once, so a source gains nothing by repetition.
 *
 * <p>Immutable. O(n^2) comparisons of n statements.
 */
public final class HitDigest {
    private final List<Statement> statements;

    /**
     * A statement.
     *
     * @param text the text of the newest memory that makes it
     * @param support the number of sources that make it, 1 or more
     * @param contradicting the number of other sources that make the same statement with other values; recognised by form: the
     *     same first word, and at least half of the words shared
     * @param memories the memories that make it, sorted by id
     */
    public record Statement(String text, int support, int contradicting, List<MemoryId> memories) {
        /** Copies the list. */
        public Statement {
            Arguments.present(text, "text");
            memories = List.copyOf(Arguments.allPresent(memories, "memories"));
        }
    }

    private record Group(Set<String> terms, List<Memory> memories) {
        Memory newest() {
            return memories.stream()
                    .max(Comparator.comparing((Memory memory) -> memory.when().start())
                            .thenComparing(Memory::id))
                    .orElseThrow();
        }

        Set<String> sources() {
            return memories.stream().map(HitDigest::source).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private record Dated(Statement statement, Instant newest) {}

    private HitDigest(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Returns the digest of some memories. Two memories make the same statement if they consist of the same words.
     *
     * @param memories the memories, in any order; repetitions of an id are ignored
     */
    public static HitDigest of(Collection<Memory> memories) {
        Map<MemoryId, Memory> distinct = new TreeMap<>();
        Arguments.allPresent(memories, "memories").forEach(memory -> distinct.put(memory.id(), memory));
        Map<Set<String>, Group> groups = new TreeMap<>(Comparator.comparing(Set::toString));
        for (Memory memory : distinct.values()) {
            Set<String> terms = new TreeSet<>(Terms.of(memory.text()));
            groups.computeIfAbsent(terms, key -> new Group(key, new ArrayList<>()))
                    .memories()
                    .add(memory);
        }
        return new HitDigest(groups.values().stream()
                .map(group -> new Dated(
                        statement(group, groups.values()), group.newest().when().start()))
                .sorted(Comparator.comparingInt((Dated dated) -> dated.statement.support())
                        .thenComparing(Dated::newest)
                        .reversed()
                        .thenComparing(dated -> dated.statement.text()))
                .map(Dated::statement)
                .toList());
    }

    private static Statement statement(Group group, Collection<Group> all) {
        Memory newest = group.newest();
        Set<String> against = new HashSet<>();
        for (Group other : all) {
            if (!other.terms().equals(group.terms())
                    && Terms.isSameStatement(
                            Terms.of(newest.text()), Terms.of(other.newest().text()))) {
                against.addAll(other.sources());
            }
        }
        against.removeAll(group.sources());
        return new Statement(
                newest.text(),
                group.sources().size(),
                against.size(),
                group.memories().stream().map(Memory::id).toList());
    }

    /** The origin of a memory if it is known, otherwise its session, otherwise itself. */
    private static String source(Memory memory) {
        String source = memory.source();
        String session = memory.session();
        return source != null
                ? "source " + source
                : session != null ? "session " + session : memory.id().toString();
    }

    /** Returns the statements: those with most support first; of equal support, the newest first. */
    public List<Statement> statements() {
        return statements;
    }

    /** Returns one line for each statement, with the numbers of sources where they are not 1 and 0. */
    public String text() {
        return statements.stream().map(HitDigest::line).collect(Collectors.joining("\n"));
    }

    private static String line(Statement statement) {
        String support = statement.support() == 1 ? "" : " (" + statement.support() + " sources)";
        String against = statement.contradicting() == 0 ? "" : " (" + statement.contradicting() + " say otherwise)";
        return statement.text() + support + against;
    }

    /**
     * Returns the mean of the vectors of the statements, weighted by support, with length 1; zeros if there is no
     * statement.
     *
     * @param embedder called once, with all statements that are not blank
     */
    public float[] vector(Embedder embedder) {
        List<Statement> said = statements.stream()
                .filter(statement -> !statement.text().isBlank())
                .toList();
        double[] sum = new double[Arguments.present(embedder, "embedder").dimensions()];
        if (!said.isEmpty()) {
            List<float[]> vectors =
                    embedder.embed(said.stream().map(Statement::text).toList(), Embedder.Purpose.DOCUMENT);
            for (int i = 0; i < said.size(); i++) {
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += said.get(i).support() * vectors.get(i)[d];
                }
            }
        }
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        float[] pooled = new float[sum.length];
        for (int d = 0; d < sum.length && square > 0; d++) {
            pooled[d] = (float) (sum[d] / Math.sqrt(square));
        }
        return pooled;
    }
}
