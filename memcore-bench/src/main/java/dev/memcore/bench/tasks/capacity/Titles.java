package dev.memcore.bench.tasks.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Generates titles of four words of a small vocabulary, such as "Old River and the Silent Weaver". Any two titles differ
 * in two words or more, so a title without one word, or with an error in one, is still the title of one text. For one
 * thread.
 */
final class Titles {
    private static final List<String> ADJECTIVES =
            words("Old Silent Winding Frozen Burning Distant Gentle Hidden Bitter Golden Broken Lonely "
                    + "Scarlet Drifting Patient Restless Crooked Velvet Hollow Radiant Ancient Brave Careful "
                    + "Dusty Early Faded Grateful Humble Idle Jagged Kindly Lively Muddy Narrow Orange Polite "
                    + "Quiet Rusty Salty Tangled Upright Vacant Wandering Yellow Zealous Amber Bashful Copper "
                    + "Dreamy Earnest Fearless Glowing Hasty Icy Jolly Knotted Leafy Mellow Nimble Obscure "
                    + "Painted Quaint Ragged Sleepy Tender Unseen Violet Weary Wooden Ashen Blessed Clever Daring "
                    + "Eager Famous Graceful Honest Inner Jewelled Keen Lucky Modest Noble Open Proud Rare Secret "
                    + "Thirsty Useful Vivid Watchful Young Angry Bright Cold Dark Empty Final Grey Heavy");
    private static final List<String> NOUNS =
            words("River Weaver Garden Lantern Mountain Sailor Mirror Orchard Candle Shepherd Harbour Violin "
                    + "Castle Sparrow Winter Letter Forest Fisher Bridge Painter Thunder Meadow Widow Compass "
                    + "Kettle Falcon Miller Island Blossom Carpenter Anchor Basket Cellar Desert Engine Feather "
                    + "Goblet Hammer Insect Journey Kitchen Ladder Market Needle Ocean Palace Quarry Ribbon "
                    + "Saddle Temple Umbrella Valley Window Apple Butcher Cottage Donkey Eagle Farmer Glacier "
                    + "Hunter Infant Jungle Knight Lizard Monk Nurse Oyster Pilgrim Queen Rabbit Statue Tailor "
                    + "Uncle Village Wagon Acrobat Barrel Chapel Dragon Ember Fountain Giant Hermit Ivory Jester "
                    + "Kingdom Lagoon Magnet Novice Oracle Parrot Quilt Rocket Spider Teacher Urchin Voyage "
                    + "Wizard Almond Beggar Canyon Diamond Emperor Furnace Granite Horizon Inkwell Jacket Keeper "
                    + "Lobster Marble Notebook Outlaw Pebble Quiver Raven Scholar Thimble Usher Vineyard Walnut "
                    + "Archer Banner Cavern Doctor Envelope Ferry Guitar Helmet Iceberg Juggler Kernel Lemon "
                    + "Merchant Nutmeg Orphan Prophet Railway Signal Tunnel Vessel Warden");

    private final Random random;
    private final List<String> titles = new ArrayList<>();
    private final Set<List<String>> taken = new HashSet<>();

    Titles(long seed) {
        this.random = new Random(seed);
    }

    /** A way to ask for a title. */
    enum Cue {
        /** The title as it is. */
        EXACT("exact") {
            @Override
            String of(String title, Random random) {
                return title;
            }
        },
        /** Two neighbouring letters of one word changed places. */
        MISSPELT("misspelt") {
            @Override
            String of(String title, Random random) {
                String[] words = title.split(" ");
                int word = telling(words, random);
                char[] letters = words[word].toCharArray();
                int at = random.nextInt(1, letters.length - 1);
                while (letters[at] == letters[at + 1]) {
                    at = random.nextInt(1, letters.length - 1);
                }
                char held = letters[at];
                letters[at] = letters[at + 1];
                letters[at + 1] = held;
                words[word] = new String(letters);
                return String.join(" ", words);
            }
        },
        /** One word is missing. */
        PARTIAL("partial") {
            @Override
            String of(String title, Random random) {
                List<String> words = new ArrayList<>(Arrays.asList(title.split(" ")));
                words.remove(telling(words.toArray(String[]::new), random));
                return String.join(" ", words);
            }
        };

        private final String label;

        Cue(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        /** Returns the cue for a title. */
        abstract String of(String title, Random random);

        /** Returns the place of one of the four telling words. */
        private static int telling(String[] words, Random random) {
            int word = random.nextInt(words.length);
            while (words[word].equals("and") || words[word].equals("the")) {
                word = random.nextInt(words.length);
            }
            return word;
        }
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    /** Makes the next title. */
    String next() {
        while (true) {
            String[] words = {
                ADJECTIVES.get(random.nextInt(ADJECTIVES.size())),
                NOUNS.get(random.nextInt(NOUNS.size())),
                ADJECTIVES.get(random.nextInt(ADJECTIVES.size())),
                NOUNS.get(random.nextInt(NOUNS.size()))
            };
            if (take(words)) {
                titles.add(words[0] + " " + words[1] + " and the " + words[2] + " " + words[3]);
                return titles.getLast();
            }
        }
    }

    /** Returns a title that was made. */
    String get(int title) {
        return titles.get(title);
    }

    /** Takes the words if no other title has three of them. */
    private boolean take(String[] words) {
        if (words[0].equals(words[2]) || words[1].equals(words[3])) {
            return false;
        }
        List<List<String>> threes = new ArrayList<>();
        for (int left = 0; left < words.length; left++) {
            List<String> three = new ArrayList<>(Arrays.asList(words));
            three.remove(left);
            three.sort(null);
            threes.add(three);
        }
        if (threes.stream().anyMatch(taken::contains)) {
            return false;
        }
        taken.addAll(threes);
        return true;
    }
}
