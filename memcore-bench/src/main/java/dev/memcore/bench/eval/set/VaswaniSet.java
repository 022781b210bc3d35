package dev.memcore.bench.eval.set;

import dev.memcore.api.Observation;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.Metric;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.run.SetFiles;
import dev.memcore.cli.console.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Vaswani (NPL) collection of abstracts in TREC's formats: a classical test of ranking on many short texts. All abstracts
 * are memories of one user; queries are asked in lower case, as they stand in capitals.
 */
public final class VaswaniSet implements EvaluationSet {
    private static final Pattern DOCUMENT =
            Pattern.compile("<DOC>\\s*<DOCNO>\\s*(.*?)\\s*</DOCNO>(.*?)</DOC>", Pattern.DOTALL);
    private static final Pattern QUERY =
            Pattern.compile("<top>\\s*<num>\\s*(.*?)\\s*</num>\\s*<title>(.*?)</title>", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String USER = "reader";
    private static final String CATEGORY = "queries";
    private static final int DEPTH = 1_000;

    private final About about;

    private VaswaniSet(SetFiles files, Group group) {
        List<Metric> metrics = new ArrayList<>(List.of(Metric.averagePrecision(), Metric.gain(10)));
        metrics.addAll(Metric.recalls(10, 100, DEPTH));
        this.about = new About(
                "vaswani",
                "Vaswani: how well are the abstracts ranked?",
                files,
                Map.of("abstracts", group.documents().size()),
                List.of(group),
                metrics,
                DEPTH);
    }

    /** Reads {@code doc-text.trec}, {@code query-text.trec} and {@code qrels} of a directory. */
    public static VaswaniSet read(Path place) {
        List<Path> all = SetFiles.find(
                place,
                List.of("vaswani"),
                name -> name.endsWith(".trec") || name.startsWith("qrels"),
                "doc-text.trec, query-text.trec and qrels");
        Path documents = one(all, "doc", place);
        Path queries = one(all, "query", place);
        Path judgements = one(all, "qrels", place);
        return new VaswaniSet(
                SetFiles.of(List.of(documents, queries, judgements)),
                parse(SetFiles.text(documents), SetFiles.text(queries), SetFiles.text(judgements)));
    }

    private static Path one(List<Path> files, String start, Path place) {
        return files.stream()
                .filter(file -> SetFiles.name(file).startsWith(start))
                .findFirst()
                .orElseThrow(() -> new BadInput("no file " + start + "* in " + place + ", beside "
                        + files.stream().map(SetFiles::name).toList()));
    }

    /** Parses the texts of the three files. Queries without relevant documents are omitted. */
    static Group parse(String documents, String queries, String judgements) {
        List<Document> abstracts = new ArrayList<>();
        Matcher document = DOCUMENT.matcher(documents);
        while (document.find()) {
            String text = flat(document.group(2));
            if (!text.isEmpty()) {
                abstracts.add(Document.of(document.group(1), Observation.builder(text)));
            }
        }
        Map<String, List<String>> relevant = relevant(judgements);
        List<Asked> asked = new ArrayList<>();
        Matcher query = QUERY.matcher(queries);
        while (query.find()) {
            List<String> evidence = relevant.getOrDefault(query.group(1), List.of());
            if (!evidence.isEmpty()) {
                String text = flat(query.group(2)).toLowerCase(Locale.ENGLISH);
                asked.add(Asked.of(text, CATEGORY, evidence, abstracts.size()));
            }
        }
        return new Group(USER, abstracts, asked);
    }

    /**
     * Returns the relevant documents by query. A line has the query, the iteration, the document and the judgement,
     * which is positive for relevant documents.
     */
    private static Map<String, List<String>> relevant(String judgements) {
        Map<String, List<String>> relevant = new LinkedHashMap<>();
        judgements.lines().map(line -> SPACE.split(line.strip())).forEach(fields -> {
            if (fields.length >= 4 && !fields[3].startsWith("-") && !fields[3].equals("0")) {
                relevant.computeIfAbsent(fields[0], query -> new ArrayList<>()).add(fields[2]);
            }
        });
        return relevant;
    }

    private static String flat(String text) {
        return SPACE.matcher(text.strip()).replaceAll(" ");
    }

    @Override
    public About about() {
        return about;
    }
}
