package dev.memcore.bench.eval.set;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Observation;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.Metric;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.eval.run.Evaluation;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.run.SetFiles;
import dev.memcore.bench.memorycode.Dialogue.Line;
import dev.memcore.bench.memorycode.Dialogues;
import dev.memcore.cli.console.BadInput;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MemoryCode (Rakotonirina et al., From Tools to Teammates, ACL 2025): a mentor gives rules over many sessions and
 * changes them later; the set measures whether recall ranks the current rule above those that it replaced. Each
 * dialogue is a user, each session a session, each paragraph "Name: words" a turn. The data have no dates; sessions are
 * given days one after another.
 *
 * <p><b>What is asked.</b> A question for each {@linkplain NamingRule naming rule} that had two different literals or
 * more, such as "What is the latest rule for how variable names start?". A rule is an object and what is said of it
 * (how its names start, how they end, their case). The data's regular expressions are by object alone, but "start with
 * x_" does not replace "end with _y", and a second decorator does not replace the first: the data's own list of what
 * holds at the end ({@code history_regex}) keeps both. Those rules never change, and are not asked for.
 *
 * <p><b>What counts.</b> The evidence is every turn of the last session that gave the rule in which its literal stands:
 * the mentor's words and the mentee's echo. Superseded is every turn with the literal in a session that gave another
 * version. Right is an answer with evidence among the first {@value #DEPTH} and nothing superseded above it.
 *
 * <p>The set's figure is that of these questions. Beside it, as categories of their own: the words of the data's topics
 * without the literal as the question ("topic words"), which are closer to what the mentor says and so the easier
 * query; and "What is the latest rule for variable names?" ("object alone"), for which what holds now of any rule of
 * the object is evidence.
 */
public final class MemorycodeSet implements EvaluationSet {
    private static final String TOPIC_WORDS = "topic words";
    private static final String OBJECT_ALONE = "object alone";
    private static final Instant FIRST_DAY = Instant.parse("2024-01-01T09:00:00Z");
    private static final int DEPTH = 25;

    private final About about;
    private int sessions;
    private int rules;
    private int versionsNotLocated;
    private int rulesNotLocated;

    private MemorycodeSet(SetFiles files, List<Path> paths) {
        List<Group> groups = new ArrayList<>();
        for (Path path : paths) {
            groups.add(new DialogueReader(SetFiles.name(path).replace(".json", ""), Json.read(path)).group());
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("dialogues", groups.size());
        counts.put("sessions", sessions);
        counts.put(
                "turns",
                groups.stream().mapToInt(group -> group.documents().size()).sum());
        counts.put("rules", rules);
        this.about = new About(
                "memorycode",
                "MemoryCode: is the rule that holds now recalled above those that it replaced?",
                files,
                counts,
                groups,
                Metric.accuracy(DEPTH).and(Metric.recalls(5, 10)),
                DEPTH);
    }

    /** Reads every {@code dialogue_*.json} of a directory. */
    public static MemorycodeSet read(Path place) {
        List<Path> paths = SetFiles.find(
                place,
                List.of("dialogues", "memorycode/dialogues", "memorycode"),
                name -> name.startsWith("dialogue") && name.endsWith(".json"),
                "MemoryCode's dialogue_*.json");
        MemorycodeSet set = new MemorycodeSet(SetFiles.of(paths), paths);
        if (set.sessions == 0) {
            throw new BadInput("no sessions in " + set.files().names() + ": expected a list \"sessions\"");
        }
        return set;
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public boolean counts(Asked question) {
        return !question.category().equals(TOPIC_WORDS) && !question.category().equals(OBJECT_ALONE);
    }

    @Override
    public Map<String, Object> more(Evaluation evaluation, Outcomes answers, MemoryManager store) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("rulesNotLocated", rulesNotLocated);
        more.put("versionsNotLocated", versionsNotLocated);
        return more;
    }

    /** Reads one dialogue; the counts go to the set. */
    private final class DialogueReader {
        private final String id;
        private final List<Document> turns = new ArrayList<>();
        private final Map<NamingRule, List<Version>> versions = new LinkedHashMap<>();
        private final List<Asked> questions = new ArrayList<>();

        DialogueReader(String id, JsonNode root) {
            this.id = id;
            int number = 0;
            for (JsonNode session : root.path("sessions")) {
                session(number, session);
                number++;
            }
            sessions += number;
        }

        private void session(int number, JsonNode session) {
            List<Document> said = new ArrayList<>();
            String name = "session " + (number + 1);
            Instant day = FIRST_DAY.plus(Duration.ofDays(number));
            for (Line line : Dialogues.lines(session.path("text").asText())) {
                said.add(Document.turn(
                        (number + 1) + ":" + (said.size() + 1),
                        name,
                        Observation.builder(line.text()).speaker(line.speaker()).eventTime(day)));
            }
            turns.addAll(said);
            for (JsonNode topic : session.path("topic")) {
                NamingRule.parse(topic.asText())
                        .ifPresent(stated -> versions.computeIfAbsent(stated.rule(), rule -> new ArrayList<>())
                                .add(new Version(stated.literal(), located(stated, said))));
            }
        }

        private List<String> located(NamingRule.Stated stated, List<Document> said) {
            return said.stream()
                    .filter(turn -> stated.isIn(turn.text()))
                    .map(Document::id)
                    .toList();
        }

        Group group() {
            Map<String, List<Asked>> byObject = new LinkedHashMap<>();
            versions.forEach((rule, given) -> {
                if (given.stream().map(Version::literal).distinct().count() > 1) {
                    ask(rule, given, byObject);
                }
            });
            byObject.forEach((object, asked) -> questions.add(union(object, asked)));
            return new Group(id, turns, questions);
        }

        private void ask(NamingRule rule, List<Version> given, Map<String, List<Asked>> byObject) {
            rules++;
            Version latest = given.getLast();
            List<String> superseded = new ArrayList<>();
            for (Version version : given) {
                if (!version.literal().equals(latest.literal())) {
                    versionsNotLocated += version.turns().isEmpty() ? 1 : 0;
                    superseded.addAll(version.turns());
                }
            }
            superseded.removeAll(latest.turns());
            if (latest.turns().isEmpty() || superseded.isEmpty()) {
                rulesNotLocated++;
                return;
            }
            Asked asked = asked(rule.question(), rule.object() + " names", latest.turns(), superseded);
            questions.add(asked);
            questions.add(asked(rule.topicWords(), TOPIC_WORDS, latest.turns(), superseded));
            byObject.computeIfAbsent(rule.object(), object -> new ArrayList<>()).add(asked);
        }

        private Asked union(String object, List<Asked> asked) {
            List<String> evidence = asked.stream()
                    .flatMap(one -> one.evidence().stream())
                    .distinct()
                    .toList();
            List<String> superseded = asked.stream()
                    .flatMap(one -> one.superseded().stream())
                    .distinct()
                    .filter(turn -> !evidence.contains(turn))
                    .toList();
            return asked("What is the latest rule for " + object + " names?", OBJECT_ALONE, evidence, superseded);
        }

        private Asked asked(String text, String category, List<String> evidence, List<String> superseded) {
            Instant end = FIRST_DAY.plus(Duration.ofDays(sessions()));
            return new Asked(text, category, evidence, superseded, turns.size(), end);
        }

        private int sessions() {
            return (int) turns.stream().map(Document::session).distinct().count();
        }
    }

    /** One version of a rule: the literal that names should contain, and the turns that state it. */
    private record Version(String literal, List<String> turns) {}
}
