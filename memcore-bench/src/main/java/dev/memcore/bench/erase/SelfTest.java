package dev.memcore.bench.erase;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.bench.harness.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** One run of the erasure test, in its own directory. */
final class SelfTest {
    private static final String STORE = "store";
    private static final String BACKUP = "backup";
    private static final String TAMPERED = "tampered";
    private static final int PROBES = 200;

    /** The number of characters shown before and after the first difference. */
    private static final int CONTEXT = 200;

    private final Path directory;
    private final Random random;
    private final Population population;
    private final List<String> faults = new ArrayList<>();

    /** The result of the test. */
    record Result(Map<String, Object> json, List<String> faults, boolean good) {}

    SelfTest(Path directory, int memories, long seed) {
        this.directory = directory;
        this.random = new Random(seed);
        this.population = new Population(memories, random);
    }

    Result run() {
        Map<String, Object> json = new LinkedHashMap<>();
        Traces before;
        Set<MemoryId> erased = new HashSet<>();
        List<ErasureReceipt> receipts = new ArrayList<>();
        Map<Scope, List<List<String>>> recalledBefore;
        Map<MemoryId, List<Memory>> kept;
        try (MemoryManager store = Stores.open(path(STORE))) {
            population.remember(store);
            store.backup(path(BACKUP));
        }
        Set<String> words = population.doomedWords();
        before = Traces.of(path(STORE), words).and(Traces.of(path(BACKUP), words));
        try (MemoryManager store = Stores.open(path(STORE))) {
            recalledBefore = recallUntouched(store);
            kept = histories(store, population.keptIds());
            receipts.addAll(erase(store));
            receipts.forEach(receipt -> receipt.entries().forEach(entry -> erased.add(entry.id())));
            store.backup(path(BACKUP));
        }
        Traces after = Traces.of(path(STORE), words).and(Traces.of(path(BACKUP), words));
        after.places().forEach(place -> faults.add("found: " + place));
        int verified = 0;
        int rejected = 0;
        try (MemoryManager store = Stores.open(path(STORE))) {
            compare("erased memories", population.doomedIds(), erased);
            compare("kept histories", kept, histories(store, population.keptIds()));
            compare("recalls in untouched scopes", recalledBefore, recallUntouched(store));
            probe(store, words);
            for (ErasureReceipt receipt : receipts) {
                verified += spaceOf(store, receipt).verify(receipt).ok() ? 1 : 0;
                for (ErasureReceipt changed : tampered(receipt)) {
                    rejected += spaceOf(store, changed).verify(changed).ok() ? 0 : 1;
                }
            }
            compare("findings of check", List.of(), store.check().findings());
        }
        boolean logRejected = tamperedLogIsRejected(receipts.getFirst());
        compare("receipts that verify", receipts.size(), verified);
        compare("changed receipts that do not", receipts.size() * 4, rejected);
        compare("a changed log is rejected", true, logRejected);
        compare("the words were there before", true, before.bytes() > 0);
        json.put("memories", population.size());
        json.put("erased", erased.size());
        json.put("filesScanned", after.files());
        json.put("bytesFoundBefore", before.bytes());
        json.put("bytesFound", after.bytes());
        json.put("receipts", receipts.size());
        json.put("receiptsVerified", verified);
        json.put("changedReceiptsRejected", rejected);
        json.put("changedLogRejected", logRejected);
        json.put("faults", faults.size());
        return new Result(json, faults, faults.isEmpty() && after.bytes() == 0);
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    private List<ErasureReceipt> erase(MemoryManager store) {
        List<ErasureReceipt> receipts = new ArrayList<>();
        population
                .doomedByUser()
                .forEach((user, ids) -> receipts.add(
                        store.space(Population.scope(user)).erase(Erasure.of(ids.toArray(MemoryId[]::new)))));
        receipts.add(store.space(Population.scope(Population.SESSION_USER))
                .erase(Erasure.matching(MemoryFilter.builder()
                        .session(Population.DOOMED_SESSION)
                        .build())));
        receipts.add(store.space(Population.scope(Population.LEAVER)).erase(Erasure.wholeScope()));
        return receipts;
    }

    /** Returns the space of the user whose memories a receipt concerns. */
    private static MemorySpace spaceOf(MemoryManager store, ErasureReceipt receipt) {
        MemoryId id = receipt.entries().getFirst().id();
        int user = 0;
        while (user < Population.LEAVER && !isOf(store.space(Population.scope(user)), id)) {
            user++;
        }
        return store.space(Population.scope(user));
    }

    private static boolean isOf(MemorySpace space, MemoryId id) {
        try {
            return !space.history(id).isEmpty();
        } catch (MemoryException e) {
            return false;
        }
    }

    private static Map<MemoryId, List<Memory>> histories(MemoryManager store, Map<MemoryId, Integer> users) {
        Map<MemoryId, List<Memory>> histories = new LinkedHashMap<>();
        users.forEach((id, user) ->
                histories.put(id, store.space(Population.scope(user)).history(id)));
        return histories;
    }

    /** Returns ids, scores and signals of recalls in the scopes without erasures. */
    private Map<Scope, List<List<String>>> recallUntouched(MemoryManager store) {
        Map<Scope, List<List<String>>> recalled = new LinkedHashMap<>();
        for (int user : Population.UNTOUCHED) {
            List<List<String>> results = new ArrayList<>();
            for (String question : population.questions()) {
                List<String> hits = new ArrayList<>();
                for (Recalled hit : store.space(Population.scope(user)).recall(question)) {
                    hits.add(hit.memory().id() + " " + hit.score() + " " + hit.scores());
                }
                results.add(hits);
            }
            recalled.put(Population.scope(user), results);
        }
        return recalled;
    }

    /** Verifies that every kept memory is found by its word, and that no erased one is. */
    private void probe(MemoryManager store, Set<String> erasedWords) {
        Map<MemoryId, Integer> kept = population.keptIds();
        kept.entrySet().stream().skip(random.nextInt(PROBES)).limit(PROBES).forEach(entry -> {
            MemorySpace space = store.space(Population.scope(entry.getValue()));
            Memory memory = space.get(entry.getKey()).orElseThrow();
            String word = memory.text().substring(0, memory.text().indexOf(' '));
            List<Memory> found = space.recall(MemoryQuery.of(word)).memories();
            if (!found.contains(memory)) {
                faults.add(memory.id() + " is not found by its word " + word);
            }
        });
        erasedWords.stream().limit(PROBES).forEach(word -> {
            for (int user = 0; user <= Population.LEAVER; user++) {
                for (Recalled hit : store.space(Population.scope(user)).recall(word)) {
                    if (hit.memory().text().contains(word)) {
                        faults.add(word + " is still recalled");
                    }
                }
            }
        });
    }

    private static List<ErasureReceipt> tampered(ErasureReceipt receipt) {
        ErasureReceipt.Entry first = receipt.entries().getFirst();
        List<ErasureReceipt.Entry> without =
                receipt.entries().subList(1, receipt.entries().size());
        List<ErasureReceipt.Entry> other = new ArrayList<>(receipt.entries());
        other.set(0, new ErasureReceipt.Entry(first.id(), first.versions() + 1, first.digest()));
        String nonce = "f".repeat(receipt.nonce().length());
        return List.of(
                new ErasureReceipt(receipt.sequence(), receipt.erasedAt(), nonce, receipt.entries()),
                new ErasureReceipt(receipt.sequence(), receipt.erasedAt(), receipt.nonce(), without),
                new ErasureReceipt(receipt.sequence(), receipt.erasedAt(), receipt.nonce(), other),
                new ErasureReceipt(
                        receipt.sequence(), receipt.erasedAt().plusMillis(1), receipt.nonce(), receipt.entries()));
    }

    /** Changes one byte in the log's segments. Returns whether opening fails or the receipt does not verify. */
    private boolean tamperedLogIsRejected(ErasureReceipt receipt) {
        try {
            copy(path(STORE), path(TAMPERED));
            Path segment;
            try (Stream<Path> segments = Files.list(path(TAMPERED).resolve("log"))) {
                segment = segments.sorted().findFirst().orElseThrow();
            }
            byte[] bytes = Files.readAllBytes(segment);
            bytes[bytes.length / 2] ^= 1;
            Files.write(segment, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (MemoryManager store = Stores.open(path(TAMPERED))) {
            return !spaceOf(store, receipt).verify(receipt).ok();
        } catch (MemoryException e) {
            return true;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private void compare(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            String wanted = expected.toString();
            String found = actual.toString();
            int at = Math.max(0, firstDifference(wanted, found) - CONTEXT);
            faults.add(what + " differ from character " + at + ": expected " + brief(wanted, at) + ", but found "
                    + brief(found, at));
        }
    }

    private static int firstDifference(String a, String b) {
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        return same;
    }

    private static String brief(String text, int from) {
        return text.substring(from, Math.min(text.length(), from + 2 * CONTEXT));
    }
}
