package dev.memcore.bench.packing;

import dev.memcore.bench.eval.set.Sets;
import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.bench.locomo.Session;
import dev.memcore.bench.locomo.Turn;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import dev.memcore.consolidation.packing.TextPacker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the lossless compression of dialogue (task T26 of the mechanisms). */
@Command(
        name = "packing",
        description = {
            "Compresses the later half of the sessions of each conversation without loss: turn by turn, and session by"
                + " session; with Deflate alone, and with a dictionary of phrases of the earlier half. Restores every"
                + " text, and prints the ratio of the original to the compressed bytes."
        },
        mixinStandardHelpOptions = true)
public final class PackingCommand implements Callable<Integer> {
    private static final List<Sets> DIALOGUES = List.of(Sets.LOCOMO, Sets.BEAM, Sets.LIFEBENCH_EN, Sets.LIFEBENCH_ZH);

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The directory of the sets.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(
            names = "--dictionary",
            paramLabel = "BYTES",
            description = "The maximum size of a dictionary (default: ${DEFAULT-VALUE}).")
    private int dictionary = TextPacker.MOST_DICTIONARY;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public PackingCommand() {}

    /** The bytes of one set: original, and compressed in four ways; and those of the dictionaries. */
    private static final class Sizes {
        private long texts;
        private long original;
        private long turns;
        private long turnsWithDictionary;
        private long sessions;
        private long sessionsWithDictionary;
        private long dictionaries;

        Map<String, Object> ratios() {
            Map<String, Object> ratios = new LinkedHashMap<>();
            ratios.put("n", texts);
            ratios.put("bytes", original);
            ratios.put("turn", ratio(turns));
            ratios.put("turnDictionary", ratio(turnsWithDictionary));
            ratios.put("session", ratio(sessions));
            ratios.put("sessionDictionary", ratio(sessionsWithDictionary));
            ratios.put("dictionaryBytes", dictionaries);
            ratios.put("sessionDictionaryStored", ratio(sessionsWithDictionary + dictionaries));
            return ratios;
        }

        private double ratio(long compressed) {
            return original / (double) Math.max(1, compressed);
        }
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(data)) {
            throw new BadInput("--data must be a directory, but is " + data);
        }
        json.check();
        Terminal out = Terminal.standard();
        out.line("original bytes / compressed bytes; every text was restored exactly");
        out.line(
                "   %-13s %7s %9s %6s %10s %8s %10s %12s",
                "set", "texts", "bytes", "turn", "turn+dict", "session", "sess.+dict", "dict. stored");
        Map<String, Object> results = new LinkedHashMap<>();
        for (Sets set : DIALOGUES) {
            Path place = data.resolve(set.directory());
            if (Files.isDirectory(place)) {
                Sizes sizes = new Sizes();
                LocomoSet.find(place).conversations().forEach(conversation -> measure(conversation, sizes));
                print(set.label(), sizes, out);
                results.put(set.label(), sizes.ratios());
            }
        }
        json.write(results);
        return 0;
    }

    private void measure(Conversation conversation, Sizes sizes) {
        List<Session> sessions = conversation.sessions();
        int half = sessions.size() / 2;
        List<String> earlier = sessions.subList(0, half).stream()
                .flatMap(session -> texts(session).stream())
                .toList();
        TextPacker plain = TextPacker.ofDefaults();
        TextPacker packer = TextPacker.ofPhrases(earlier, dictionary);
        sizes.dictionaries += packer.dictionary().length;
        for (Session session : sessions.subList(half, sessions.size())) {
            List<String> texts = texts(session);
            sizes.sessions += packed(plain, texts);
            sizes.sessionsWithDictionary += packed(packer, texts);
            for (String text : texts) {
                sizes.texts++;
                sizes.original += text.getBytes(StandardCharsets.UTF_8).length;
                sizes.turns += packed(plain, List.of(text));
                sizes.turnsWithDictionary += packed(packer, List.of(text));
            }
        }
    }

    private static List<String> texts(Session session) {
        return session.turns().stream().map(Turn::text).toList();
    }

    private static int packed(TextPacker packer, List<String> texts) {
        byte[] block = packer.pack(texts);
        if (!packer.unpack(block).equals(texts)) {
            throw new IllegalStateException("a text was not restored");
        }
        return block.length;
    }

    private static void print(String set, Sizes sizes, Terminal out) {
        out.line(
                "   %-13s %7d %9d %6.2f %10.2f %8.2f %10.2f %12.2f",
                set,
                sizes.texts,
                sizes.original,
                sizes.ratio(sizes.turns),
                sizes.ratio(sizes.turnsWithDictionary),
                sizes.ratio(sizes.sessions),
                sizes.ratio(sizes.sessionsWithDictionary),
                sizes.ratio(sizes.sessionsWithDictionary + sizes.dictionaries));
    }
}
