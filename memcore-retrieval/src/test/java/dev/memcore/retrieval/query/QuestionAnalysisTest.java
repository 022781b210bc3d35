package dev.memcore.retrieval.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.retrieval.query.Entities.Entity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuestionAnalysisTest {
    private static final Instant ASKED = Instant.parse("2023-07-12T16:33:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WHEN     | When did Omar move?",
                "WHEN     | What year did Omar move?",
                "WHEN     | In which month did Omar move?",
                "WHEN     | How long ago did Omar move?",
                "WHEN     | Rugby is a sport that was started when?",
                "WHEN     | And when did Omar move?",
                "WHEN     | When did Omar most recently move?",
                "WHO      | Who moved in with Omar?",
                "WHO      | Whose dog is it?",
                "WHO      | With whom did Omar sing?",
                "WHO      | Who was the first president of France?",
                "WHERE    | Where does Omar live?",
                "WHERE    | In which city does Omar live?",
                "WHERE    | What country is the singer from?",
                "WHERE    | Besides the sea, where did Omar swim?",
                "HOW_MANY | How many dogs does Omar have?",
                "HOW_MANY | How often does Omar swim?",
                "HOW_MANY | What is the population of Lima?",
                "HOW_MANY | The state where Omar lives has how many lakes?",
                "HOW_LONG | How long has Omar lived here?",
                "HOW_LONG | How many weeks passed before Omar came back?",
                "HOW_LONG | After how many days did Omar come back?",
                "WHICH_OF | Which of the two dogs is older?",
                "WHICH_OF | Which does Omar like better, tea or coffee?",
                "LIST     | What books has Omar read?",
                "LIST     | Which European countries did Omar see?",
                "LIST     | What are the hobbies of Omar?",
                "LIST     | What kinds of music does Omar like?",
                "LIST     | List the dogs of Omar.",
                "YES_NO   | Did Omar move?",
                "YES_NO   | Is the dog old?",
                "YES_NO   | Hasn't Omar moved?",
                "YES_NO   | So did Omar move?",
                "WHY      | Why did Omar move?",
                "WHY      | What made Omar move?",
                "WHY      | What was the reason for it?",
                "WHY      | How come Omar moved?",
                "ORDER    | Which book did Omar read first, Emma or Ulysses?",
                "ORDER    | Did Omar move before or after the war?",
                "ORDER    | In what order did they come?",
                "ORDER    | What is the latest book of Omar?",
                "ORDER    | What was Omar's most recent trip?",
                "WHAT     | What does Omar eat?",
                "WHAT     | What helps Omar sleep?",
                "WHAT     | Which dog barks?",
                "WHAT     | What did the class of 1990 do?",
                "OTHER    | How did Omar feel?",
                "OTHER    | Tell me about the dog.",
                "OTHER    | dog",
                "OTHER    | ''",
            })
    void theQuestionWordSaysWhatIsAsked(Question.Type type, String question) {
        assertEquals(type, analysis(question).type());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Who wrote \"Emma\" and \"Ulysses\"?           | Emma; Ulysses",
                "Who wrote “Emma” in ‘English’?                | Emma; English",
                "Who wrote 'Emma', Omar's or my friends' book? | Emma",
                "Who sang 'Don't Stop' in the '90s?            | Don't Stop",
            })
    void quotationsAreFound(String question, String quotes) {
        assertEquals(Arrays.asList(quotes.split("; ")), analysis(question).quotes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Omar's dogs' bowls aren't 'his", "5\" and more", "an \"open end", "' '", "\"\""})
    void apostrophesAndInchesAreNoQuotations(String question) {
        assertEquals(List.of(), analysis(question).quotes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Who has three dogs and 12 cats?         | 3.0 dogs; 12.0 cats",
                "Who paid $50 for 2.5 km?                | 50.0 $; 2.5 km",
                "Who walked 1,234,567 steps?             | 1234567.0 steps",
                "Who is twenty-one years old?            | 21.0 years",
                "Who has 20% of two hundred houses?      | 20.0 %; 200.0 houses",
                "Which one has one dog?                  | 1.0 dog",
                "Who had 2 dogs in May 2020?             | 2.0 dogs",
                "Who won 3 to 2?                         | 3.0; 2.0",
                "Who has five-year plans?                | 5.0 year",
            })
    void numbersAreFoundWithTheirUnits(String question, String quantities) {
        String found = analysis(question).quantities().stream()
                .map(quantity -> (quantity.value() + " " + quantity.unit()).strip())
                .collect(Collectors.joining("; "));
        assertEquals(quantities, found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Where does Omar live?  | Where does Omar live",
                "Where does Omar live and when did he move?  | Where does Omar live; when did Omar move",
                "What did Omar paint? And why was it sold?   | What did Omar paint; why was Omar sold",
                "What did Omar paint; where is the sale?     | What did Omar paint; where is the sale Omar",
                "Who rules the country where the Nile ends?  | Who rules the country; country where the Nile ends",
                "Who led the firm which made \"Pong\" first? | Who led the firm; firm which made \"Pong\" first",
                "Who led the city in which Ann Lee was born? | Who led the city; city in which Ann Lee was born",
                "Who led the choir that sang at noon?        | Who led the choir that sang at noon",
                "Who is the dog who barks and what is it?    | Who is the dog who barks; what is it",
                "Did Mr. Lee and Mrs. Lee meet J. Ray?       | Did Mr. Lee and Mrs. Lee meet J. Ray",
                "Who sang \"What? And why? No\" in Rome?     | Who sang \"What? And why? No\" in Rome",
            })
    void aQuestionIsCutIntoPartsThatNameTheirSubject(String question, String clauses) {
        assertEquals(Arrays.asList(clauses.split("; ")), analysis(question).clauses());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "What is the current address of Omar?  | latest",
                "Where does Omar live now?             | latest",
                "What does Omar do these days?         | latest",
                "When did they meet the last time?     | latest",
                "Where did Omar used to live?          | history",
                "Where did Omar originally live?       | history",
                "What was Omar's first job?            | history",
                "How did it change over time?          | history",
                "What is Omar's first name?            | nothing",
                "Where does Omar live?                 | nothing",
                "Now, where does Omar live?            | nothing",
                "Who sang \"Not Now, First Love\"?     | nothing",
                "Which dogs does Omar not like?        | negated",
                "Which dogs doesn't Omar like?         | negated",
                "Who never came?                       | negated",
                "Who came without Omar?                | negated",
                "Did he come, yes or no?               | nothing",
            })
    void aWordMayAskForThePresentThePastOrWhatIsNot(String text, String says) {
        Question question = analysis(text);
        assertEquals(says.equals("latest"), question.asksForLatest());
        assertEquals(says.equals("history"), question.asksForHistory());
        assertEquals(says.equals("negated"), question.negated());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FIRST    | 0 | When did Omar first see Rome?",
                "FIRST    | 0 | What was the earliest trip of Omar?",
                "LAST     | 0 | When did Omar last see Rome?",
                "LAST     | 0 | What did Omar eat the last time he was in Rome?",
                "NTH      | 2 | What did Omar see on his second trip?",
                "NTH      | 3 | Why did Omar make a 3rd trip?",
                "SEQUENCE | 0 | Which did Omar visit first, Rome or Oslo?",
                "SEQUENCE | 0 | In which order did Omar visit Rome and Oslo?",
                "NONE     | 0 | What did Omar do last week?",
                "NONE     | 0 | What is the last name of Omar?",
                "NONE     | 0 | Did Omar win first place?",
                "NONE     | 0 | Who was the first president of France?",
                "NONE     | 0 | Did Omar wait a second?",
                "NONE     | 0 | Who sang 'The First Noel'?",
                "NONE     | 0 | Where was Omar two days before the exam?",
                "NONE     | 0 | What is the latest book of Omar?",
            })
    void aQuestionMayAskForAPlaceInTheOrderOfTime(Question.Order.Kind kind, int number, String text) {
        assertEquals(new Question.Order(kind, number, ""), analysis(text).order());
    }

    @Test
    void aQuestionMayAskForWhatWasBeforeOrAfterAnEvent() {
        assertEquals(
                new Question.Order(Question.Order.Kind.BEFORE, 0, "moving to Rome"),
                analysis("Where was Omar before moving to Rome?").order());
        assertEquals(
                new Question.Order(Question.Order.Kind.AFTER, 0, "exam"),
                analysis("What did Omar do after the exam?").order());
    }

    @Test
    void theWholeOfAQuestion() {
        Question question = analysis("How many dogs did Omar have before moving to Lima in May 2020?");
        assertEquals(Question.Type.HOW_MANY, question.type());
        assertEquals(
                Instant.parse("2020-05-01T00:00:00Z"),
                question.times().getFirst().from());
        assertEquals("moving to Lima", question.offsets().getFirst().event());
        assertEquals(
                List.of("omar", "lima"),
                question.entities().stream().map(Entity::key).toList());
        assertEquals(1, question.clauses().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Where does Omar live now?             | Where does Omar live ?",
                "What is Omar currently reading?       | What is Omar  reading?",
                "Now, does Omar still swim?            | , does Omar  swim?",
                "What current does the motor draw?     | What current does the motor draw?",
                "What is the latest rule?              | What is the latest rule?",
                "What plays in \"Now and Then\" now?   | What plays in \"Now and Then\" ?",
                "Nowhere and knowledge                 | Nowhere and knowledge",
                "now                                   | now",
                "now?                                  | now?",
            })
    void whatSaysOnlyThatItIsAboutThePresentIsNotWhatItIsAbout(String text, String about) {
        assertEquals(about, analysis(text).about());
        assertEquals(text, analysis(text).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Can you give me a short summary of the move to Lima?    | the move to Lima?",
                "Please summarize our move to Lima.                     | our move to Lima.",
                "Could you walk me through the repairs of the boat?     | the repairs of the boat?",
                "Tell me about Omar's dogs.                             | Omar's dogs.",
                "What did I say about Lima in our previous chats?       | What did I say about Lima?",
                "List the order in which I mentioned aspects of sailing, in order. Mention only three items. |"
                        + " sailing.",
                "In order to swim, what does Omar need?                 | In order to swim, what does Omar need?",
                "Who plays \"Tell me a story\" tonight?                   | Who plays \"Tell me a story\" tonight?",
                "Did Omar tell me a list of books?                      | Did Omar tell me a list of books?",
                "Summarize.                                             | Summarize.",
                "Can you list the dogs?                                 | the dogs?",
            })
    void theFrameOfARequestIsNotWhatItIsAbout(String text, String about) {
        assertEquals(about, analysis(text).about().strip().replaceAll("\\s+(?=[?.])|(?<=\\s)\\s+", ""));
    }

    @Test
    void whatIsAskedBesideATimeIsToldFromTheTime() {
        assertEquals(
                "What did I have for dinner ?",
                analysis("What did I have for dinner yesterday?").rest());
        assertEquals(
                "Who tuned the cello on   ?",
                analysis("Who tuned the cello on 4 March 2026?").rest());
        assertEquals("", analysis("What happened last week?").rest(), "anything");
        assertEquals("", analysis("What did I do on 4 March 2026?").rest(), "anything");
        assertEquals("Where is the cello?", analysis("Where is the cello?").rest());
    }

    private static Question analysis(String question) {
        return QuestionAnalysis.of(question, ASKED, ZoneOffset.UTC);
    }
}
