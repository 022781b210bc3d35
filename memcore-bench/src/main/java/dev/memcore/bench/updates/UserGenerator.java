package dev.memcore.bench.updates;

import dev.memcore.api.Observation;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.updates.Aspect.Tense;
import dev.memcore.bench.updates.Subjects.Subject;
import dev.memcore.bench.updates.Subjects.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Generates the notes of one user and the questions about them. For one use. */
final class UserGenerator {
    /** The share of real texts among the unrelated notes, if there are any. */
    private static final double REAL = 0.3;

    private final Draw draw;
    private final Subjects subjects;
    private final List<Placed> statements = new ArrayList<>();
    private final List<Placed> later = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private final List<Subject> known = new ArrayList<>();

    UserGenerator(SplittableRandom random) {
        this.draw = new Draw(random);
        this.subjects = new Subjects(draw);
    }

    /** A note at a position in time. */
    private record Placed(double position, Document note) {}

    /** A question before the number of notes is known. */
    private record Question(String text, String category, String evidence, List<String> superseded) {}

    /**
     * Generates the user.
     *
     * @param size the number of unrelated notes, which are newer than all statements
     * @param count the number of subjects of each aspect in each situation
     * @param real real texts, of which some are used as unrelated notes
     */
    Group generate(int size, int count, List<String> real) {
        for (int i = 0; i < count; i++) {
            for (Aspect aspect : Aspect.values()) {
                for (Situation situation : Situation.values()) {
                    add(aspect, situation);
                }
            }
        }
        UnrelatedNotes notes =
                new UnrelatedNotes(draw, real.stream().filter(this::isUnrelated).toList(), REAL);
        for (int i = 0; i < size; i++) {
            place(later, "note", draw.position(), notes.next());
        }
        List<Document> documents =
                Stream.concat(inTime(statements), inTime(later)).toList();
        return new Group(
                size + " notes",
                documents,
                questions.stream()
                        .map(question -> new Asked(
                                question.text(),
                                question.category(),
                                List.of(question.evidence()),
                                question.superseded(),
                                documents.size(),
                                null))
                        .toList());
    }

    private static Stream<Document> inTime(List<Placed> placed) {
        return placed.stream()
                .sorted(Comparator.comparingDouble(Placed::position))
                .map(Placed::note);
    }

    /** Returns whether a real text has none of the words by which the subjects end. */
    private boolean isUnrelated(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return known.stream().noneMatch(subject -> lower.contains(subject.lastWord()));
    }

    private void add(Aspect aspect, Situation situation) {
        List<Subject> about = situation == Situation.SIMILAR ? subjects.similar(aspect) : List.of(subjects.of(aspect));
        known.addAll(about);
        about.forEach(subject -> add(aspect, situation, subject));
    }

    private void add(Aspect aspect, Situation situation, Subject subject) {
        int count = switch (situation) {
            case SINGLE -> 1;
            case UPDATED -> 2;
            case SEVERAL -> draw.number(3, 7);
            case MENTIONED, SIMILAR -> draw.number(1, 3);
        };
        List<Double> positions = positions(count);
        List<String> ids = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(draw.other(() -> subjects.value(aspect, subject), values));
            String template = draw.of(i == 0 ? aspect.first() : aspect.later());
            ids.add(place(statements, "statement", positions.get(i), filled(template, subject, values.get(i))));
        }
        if (situation == Situation.MENTIONED) {
            double last = positions.getLast();
            Value none = values.getLast();
            place(statements, "mention", last + (1 - last) * draw.position(), mention(aspect, subject, none));
            place(later, "mention", draw.position(), mention(aspect, subject, none));
        }
        ask(aspect, situation, subject, Tense.PLAIN, ids, count - 1);
        ask(aspect, situation, subject, Tense.NOW, ids, count - 1);
        if (situation == Situation.UPDATED || situation == Situation.SEVERAL) {
            ask(aspect, situation, subject, Tense.BEFORE, ids, count - 2);
            ask(aspect, situation, subject, Tense.AT_FIRST, ids, 0);
        }
    }

    private List<Double> positions(int count) {
        List<Double> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            positions.add(draw.position());
        }
        Collections.sort(positions);
        return positions;
    }

    private String mention(Aspect aspect, Subject subject, Value none) {
        return filled(draw.of(aspect.mentions()), subject, none);
    }

    private String place(List<Placed> notes, String kind, double position, String text) {
        String id = kind + " " + (statements.size() + later.size());
        notes.add(new Placed(position, Document.of(id, Observation.builder(text))));
        return id;
    }

    private void ask(Aspect aspect, Situation situation, Subject subject, Tense tense, List<String> ids, int answer) {
        String text = draw.of(aspect.questions(tense)).replace("{x}", subject.text());
        List<String> others = new ArrayList<>(ids);
        String evidence = others.remove(answer);
        questions.add(new Question(text, Category.text(aspect, situation, tense), evidence, others));
    }

    private String filled(String template, Subject subject, Value value) {
        return UnrelatedNotes.capitalized(template.replace("{x}", subject.text())
                .replace("{v}", value.text())
                .replace("{to}", value.aim())
                .replace("{n}", draw.of(NoteWords.NAMES)));
    }
}
