package dev.memcore.consolidation.duplicate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SameStatementTest {
    private static boolean same(String a, String b) {
        boolean same = SameStatement.bothSay(CanonicalText.of(a), CanonicalText.of(b));
        assertEquals(same, SameStatement.bothSay(CanonicalText.of(b), CanonicalText.of(a)), "symmetric");
        return same;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Bob is vegetarian. | bob is   VEGETARIAN!",
                "I don't like the noise of trains | I do not like noise of trains.",
                "I\u2019m going to Rome | im gonna Rome",
                "It's been raining all day | It has been raining all day",
                "I have two hundred and five books | I have 205 books",
                "I have twenty-one books | I have 21 books",
                "The house cost 1,200,000 dollars | The house cost $1200000",
                "It weighs 5 kg or so | It weighs 5 kilograms or so",
                "Let's meet at 3:00 p.m. there | Let us meet at 3 pm there",
                "We met on 5th of March | We met on March 5",
                "Dinner is on Fri. at Anna's | Dinner is on Friday at Annas",
                "My favourite colours are grey and blue | My favorite colors are gray and blue",
                "Hey Mel! I adopted a dog | Well, you know, I really adopted a dog. Thanks!",
                "I bought a bike for my mom | I bought a bicycle for my mother",
                "I think that she likes tea | I think she likes tea",
                "I ate snails when I was in Paris. | When I was in Paris, I ate snails.",
                "Please read our documentation | please read our documentaion",
                "Where do you live now? | where do you live now",
                "He won the championship | He won the champoinship",
                "Use C++ and not C# here | use c++ and not c# here",
            })
    void bridgesWhatMakesNoDifference(String a, String b) {
        assertEquals(true, same(a, b));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "I have two dogs at home | I have three dogs at home",
                "It costs 1.5 euros more | It costs 15 euros more",
                "It is -5 degrees outside | It is 5 degrees outside",
                "We met on May 5 in Rome | We met on May 6 in Rome",
                "We meet on Monday at noon | We meet on Tuesday at noon",
                "Alice likes Bob a lot | Bob likes Alice a lot",
                "Hi Ann, the key is here now | Hi Bob, the key is here now",
                "Melanie bought a house | Caroline bought a house",
                "I can swim very well | I can't swim very well",
                "I do not really like tea | I do not like tea",
                "It is with sugar inside | It is w/o sugar inside",
                "I called before dinner | I called after dinner",
                "I will call my mother | I called my mother",
                "You should call my mother | You could call my mother",
                "I love my new bike | He loves his new bike",
                "All of them came along | Some of them came along",
                "She puts it on the table | She put it on the table",
                "You like the tea there. | You like the tea there?",
                "Names start with 'e_' always | Names start with 'x_' always",
                "Write it in C++ please, now | Write it in C please, now",
                "I only eat meat at home | I eat only meat at home",
                "I only eat meat at home | I eat meat at home",
                "The trial was very long | The trail was very long",
                "An immortal man lives here | An immoral man lives here",
                "Take vitamin A each day | Take vitamin B each day",
                "Drive 50 miles to the north | Drive 50 kilometers to the north",
                "Yes, sure | Yes, sure!",
            })
    void neverBridgesWhatCouldMakeOne(String a, String b) {
        assertEquals(false, same(a, b));
    }

    @Property
    void takesAnyText(@ForAll String a, @ForAll String b) {
        same(a, b);
    }
}
