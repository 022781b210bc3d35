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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bAbI tasks (Weston et al., Towards AI-Complete Question Answering, 2015): measures whether the supporting
 * statements are among the first k recalled. Each story is a user, each statement a turn of its one session, and a
 * question is asked when only the statements before it are there. A category is a task: "task 1" and so on.
 */
public final class BabiSet implements EvaluationSet {
    /** The tasks in which time or the number of supporting statements matters. */
    public static final List<Integer> DEFAULT_TASKS = List.of(1, 2, 3, 7, 8);

    private static final Pattern FILE = Pattern.compile("qa(\\d+)_.*\\.txt");
    private static final Pattern LINE = Pattern.compile("(\\d+)\\s+(.*)");
    /** Some copies of the first task have a vertical bar instead of a tab. */
    private static final Pattern FIELDS = Pattern.compile("\\s*[\\t|]\\s*");

    private static final String SESSION = "story";
    private static final int DEPTH = 10;

    private final About about;

    private BabiSet(SetFiles files, List<Group> groups, int tasks) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("tasks", tasks);
        counts.put("stories", groups.size());
        counts.put(
                "statements",
                groups.stream().mapToInt(group -> group.documents().size()).sum());
        this.about = new About(
                "babi",
                "bAbI: are the supporting statements among the first k recalled?",
                files,
                counts,
                groups,
                Metric.recalls(1, 5, DEPTH),
                DEPTH);
    }

    /** Reads the files of the tasks, {@code qa1_..._test.txt} and so on; test files are preferred to others. */
    public static BabiSet read(Path place, List<Integer> tasks) {
        List<Path> all =
                SetFiles.find(place, List.of("babi"), name -> FILE.matcher(name).matches(), "bAbI's qa*_test.txt");
        List<Path> files = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (int task : tasks) {
            Path file = file(all, task, place);
            files.add(file);
            groups.addAll(parse(SetFiles.text(file), task));
        }
        return new BabiSet(SetFiles.of(files), groups, tasks.size());
    }

    private static Path file(List<Path> all, int task, Path place) {
        List<Path> candidates = all.stream()
                .filter(file -> SetFiles.name(file).startsWith("qa" + task + "_"))
                .toList();
        return candidates.stream()
                .filter(file -> SetFiles.name(file).contains("test"))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElseThrow(() -> new BadInput("no file of task " + task + " in " + place + ": expected qa" + task
                        + "_..._test.txt; see --tasks"));
    }

    /** The stories of a file, each of which begins where the numbers of the lines begin again. */
    static List<Group> parse(String text, int task) {
        List<Group> stories = new ArrayList<>();
        List<Document> documents = new ArrayList<>();
        List<Asked> questions = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher parts = LINE.matcher(line.strip());
            if (!parts.matches()) {
                continue;
            }
            if (parts.group(1).equals("1") && !documents.isEmpty()) {
                stories.add(story(task, stories.size(), documents, questions));
                documents.clear();
                questions.clear();
            }
            String[] fields = FIELDS.split(parts.group(2), -1);
            if (fields.length < 3) {
                documents.add(Document.turn(parts.group(1), SESSION, Observation.builder(parts.group(2))));
            } else {
                List<String> evidence =
                        Arrays.stream(fields[2].strip().split("\\s+")).toList();
                questions.add(Asked.of(fields[0].strip(), "task " + task, evidence, documents.size()));
            }
        }
        if (!documents.isEmpty()) {
            stories.add(story(task, stories.size(), documents, questions));
        }
        return stories;
    }

    private static Group story(int task, int number, List<Document> documents, List<Asked> questions) {
        return new Group("task" + task + "-story" + (number + 1), documents, questions);
    }

    @Override
    public About about() {
        return about;
    }
}
