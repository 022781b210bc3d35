package dev.memcore.retrieval.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.retrieval.query.Entities.Entity;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntitiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "When did Nora move to New York?                | Nora; New York",
                "Who plays Ed Sheeran's songs?                  | Ed Sheeran",
                "Has Omar read The Alchemist?                   | Omar; The Alchemist",
                "The capital of Peru is Lima.                   | Peru; Lima",
                "She works for NASA and the US army.            | NASA; US",
                "Lena's dog barked.                             | Lena",
                "Lena: my dog barked.                           | Lena",
                "Lena and Tom bark.                             | Lena; Tom",
                "Lena barked. We like Lena.                     | Lena",
                "NASA called.                                   | NASA",
                "iPhone sales are up, eBay sales are not.       | iPhone; eBay",
                "Hey Omar! Thanks, Nora. Wow, Tom!              | Omar; Nora; Tom",
                "Last Friday Omar met Nora in May.              | Omar; Nora",
                "He banks at the Bank of America.               | Bank of America",
                "We saw the Museum of the City of Rome.         | Museum of the City of Rome",
                "He likes Ludwig van Beethoven and Robert De Niro. | Ludwig van Beethoven; Robert De Niro",
                "Did Mr. Smith or Dr. Lee call?                 | Mr. Smith; Dr. Lee",
                "We read J. K. Rowling and J.R.R. Tolkien.      | J. K. Rowling; J.R.R. Tolkien",
                "They met Jean-Luc and O'Brien.                 | Jean-Luc; O'Brien",
                "We met José in Düsseldorf.                     | José; Düsseldorf",
                "He has an AT&T phone and likes R&B.            | AT&T; R&B",
                "They are in the LGBTQ+ choir.                  | LGBTQ",
                "He loves \"Charlotte's Web\" most.             | Charlotte's Web",
                "He sang Hello Love to us.                      | Hello Love",
                "The students of the Hopkins' school met.       | Hopkins",
                "Painting Rome took Omar years.                 | Rome; Omar",
                "Don't call Omar, he'll call Nora.              | Omar; Nora",
                "Where does Omar's sister Nora live?            | Omar; Nora",
                "I think Omar'll come; I'm sure.                | Omar",
                "in Rome.\\nRome is hot.                        | Rome",
                "Rome, Rome and ROME                            | Rome",
            })
    void namesAreFound(String text, String names) {
        assertEquals(Arrays.asList(names.split("; ")), surfaces(text.replace("\\n", "\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "What is the longest river?",
                "We met. Then we left. I cried, and I left too.",
                "Wow! Hey! Thanks! Congrats! Yesterday was fun.",
                "It was on Monday, in April, or on a Sunday in May.",
                "Running is fun. Dogs bark.",
                "I'm sure it's fine; I'll see. Don't worry, we've time.",
                "Nothing here",
                "3rd of July, 2nd place",
            })
    void wordsAreNoNames(String text) {
        assertEquals(List.of(), surfaces(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "The Alchemist   | alchemist",
                "José            | jose",
                "New  York       | new york",
                "Jean-Luc        | jean luc",
                "J. K. Rowling   | j k rowling",
                "U.S.            | us",
                "Charlotte's Web | charlottes web",
                "O\u2019Brien    | obrien",
                "R&B             | r b",
                "An Apple        | apple",
                "LGBTQ+          | lgbtq",
            })
    void spellingsOfOneNameHaveOneKey(String name, String key) {
        assertEquals(key, Entities.key(name));
    }

    @Test
    void aKeyOfMarksAloneIsEmpty() {
        assertEquals("", Entities.key("+.' "));
    }

    @Test
    void aVeryLongRunOfCapitalsIsCut() {
        List<Entity> names = Entities.in("we saw " + "Rome ".repeat(20));
        assertEquals("Rome ".repeat(8).strip(), names.getFirst().surface());
    }

    private static List<String> surfaces(String text) {
        return Entities.in(text).stream().map(Entity::surface).toList();
    }
}
