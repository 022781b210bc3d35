package dev.memcore.retrieval.conversation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SmallTalkGateTest {
    private final SmallTalkGate gate = new SmallTalkGate();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thanks!",
                "Thanks, Maria! That means a lot.",
                "Got it, I'll do that.",
                "You're very welcome. Have a great day!",
                "Wow, that sounds amazing!",
                "Bye, see you tomorrow.",
                "Danke, das ist sehr nett.",
                "Merci beaucoup !",
                "¡Muchas gracias!",
                "Спасибо, очень рад!",
                "谢谢！",
                "ありがとうございます。",
                "धन्यवाद!",
                "감사합니다!",
                "شكرا جزيلا",
            })
    void smallTalkIsStopped(String message) {
        assertFalse(gate.needsMemory(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Where do I live?",
                "Thanks! And where do I live",
                "Great, remind me of my appointment.",
                "Thanks, as we discussed last time, use the blue one.",
                "Okay, book a table at Rosa's for 8.",
                "Hi, I adopted a dog called Coco.",
                "dielectric constant of liquids microwave",
                "Peanuts",
                "Write a function that sorts a list.",
                "Danke! Wo wohne ich?",
                "Merci. Où est ma voiture ?",
                "谢谢，我的车在哪里？",
                "Спасибо! Где мои ключи?",
                "ありがとう。鍵はどこですか？",
                "xyzzy",
                "???",
                "…",
            })
    void whatAsksOrNamesSomethingPasses(String message) {
        assertTrue(gate.needsMemory(message));
    }

    @Test
    void aLongMessagePasses() {
        assertTrue(gate.needsMemory("Thanks! " + "This is a story of many words. ".repeat(40)));
        assertTrue(gate.needsMemory("Thanks! " + "a".repeat(1_000_000)));
    }
}
