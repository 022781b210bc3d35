package dev.memcore.bench.eval;

import dev.memcore.bench.eval.set.BabiSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Sets in the formats of the real ones, made up for tests. */
public final class SmallSets {
    public static final String BABI = """
        1 Rosa walked to the cellar.
        2 Emil ran to the tower.
        3 Where is Rosa? \tcellar\t1
        4 Rosa took the lamp.
        5 Rosa went to the tower.
        6 Where is the lamp? \ttower\t4 5
        1 Otto sat on the bench.
        2 Where is Otto? |bench|1
        """;

    public static final String DOCUMENTS = """
        <DOC>
        <DOCNO>7</DOCNO>
        bees dance to show  where
        the clover is
        </DOC>
        <DOC>
        <DOCNO>8</DOCNO>
        a lens of glass bends light
        </DOC>
        <DOC>
        <DOCNO>9</DOCNO>
        honey keeps for years in sealed jars, say those who keep bees
        </DOC>
        """;

    public static final String QUERIES = """
        <top>
        <num>1</num><title>
        THE DANCE OF
        BEES
        </title>
        </top>
        <top>
        <num>2</num><title>
        NOTHING IS RELEVANT TO THIS
        </title>
        </top>
        """;

    public static final String JUDGEMENTS = "1 0 7 1\n1 0 9 1\n1 0 8 0\n2 0 8 0\n";

    private static final String QUESTIONS = """
        [{"id": "2hop__1_2", "question": "Who founded the town where the Blue Bridge stands?", "paragraphs": [
           {"title": "Blue Bridge", "paragraph_text": "The Blue Bridge stands in Arnfeld.", "is_supporting": true},
           {"title": "Arnfeld", "paragraph_text": "Arnfeld was founded by Ida Moll.", "is_supporting": true},
           {"title": "Cheese", "paragraph_text": "Cheese is made of milk.", "is_supporting": false}]},
         {"id": "3hop1__4_5_6", "question": "What is cheese made of?", "paragraphs": [
           {"title": "Cheese", "paragraph_text": "Cheese is made of milk.", "is_supporting": true},
           {"title": "Gone", "paragraph_text": "This is in no corpus.", "is_supporting": true}]}]
        """;

    private static final String CORPUS = """
        [{"title": "Cheese", "text": "Cheese is made of milk."},
         {"title": "Blue Bridge", "text": "The Blue Bridge stands in Arnfeld."},
         {"title": "Arnfeld", "text": "Arnfeld was founded by Ida Moll."}]
        """;

    private static final String TRIPLES = """
        {"docs": [{"passage": "Arnfeld\\nArnfeld was founded by Ida Moll.", "extracted_triples": [
            ["Arnfeld", "founded by", "Ida Moll"], ["too", "short"], ["", "has", "no subject"]]}],
         "avg": NaN}
        """;

    private static final String DIALOGUE = """
        {"sessions": [
          {"topic": ["always start variable names with 'k_'", "always use docstrings in methods"],
           "text": "Nora: Please start variable names with 'k_'.\\n\\nPaul: So k_ it is.\\n\\nNora: Lunch?"},
          {"topic": ["Planning the summer party"],
           "text": "Nora: The summer party is on Friday.\\n\\nPaul: I bring a cake."},
          {"topic": ["always start variable names with 'm_'", "always end function names with '_z'"],
           "text": "Nora: From now on variables begin with 'm_', no longer with 'k_'.\\n\\nPaul: And functions?\\n\\nNora: End those with '_z'."}]}
        """;

    private static final String WORDS =
            "{\"tree\": [\"oak\", \"elm\", \"ash\"], \"river\": [\"Elbe\", \"Oder\", \"Main\"]}";

    private SmallSets() {}

    /** Writes all of them, each into a directory of its own, but LoCoMo. */
    public static void writeTo(Path directory) throws IOException {
        for (int task : BabiSet.DEFAULT_TASKS) {
            write(directory.resolve("babi/qa" + task + "_made-up_test.txt"), BABI);
        }
        write(directory.resolve("vaswani/doc-text.trec"), DOCUMENTS);
        write(directory.resolve("vaswani/query-text.trec"), QUERIES);
        write(directory.resolve("vaswani/qrels"), JUDGEMENTS);
        write(directory.resolve("musique/musique-corpus.json"), CORPUS);
        write(directory.resolve("musique/musique-openie.json"), TRIPLES);
        write(directory.resolve("musique/musique-questions.json"), QUESTIONS);
        write(directory.resolve("memorycode/dialogues/dialogue_1.json"), DIALOGUE);
        write(directory.resolve("pi-llm/words.json"), WORDS);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
