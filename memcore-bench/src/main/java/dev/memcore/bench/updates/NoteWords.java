package dev.memcore.bench.updates;

import java.util.List;

/** The vocabulary of the generated notes. */
final class NoteWords {
    static final List<String> NAMES = words("""
        Anna Boris Carla Dmitri Elena Farid Gina Hugo Ines Jamal Katrin Luis Mira Nadia Oskar Paula Quentin Rosa Stefan
        Tara Umberto Vera Walter Ximena Yusuf Zoe Aiko Bruno Clara Devi Erik Fatima Gustavo Hanna Ivan Jasmin Kofi Lena
        Marek Noor Olga Pablo Ravi Selma Tomas Ulrike Viktor Wanda Yara Zeno Amara Bashir Chiara Diego Esme Felix Greta
        Hamid Irina Jonas Kemal Lucia Milan Nina Omar Petra Rahul Sofia Timo Usha Valentin Wiebke Yannick Zara Adele
        Benito Camille Dario Edith Florian Gloria Henrik Isabel Joaquin Kyra Leander Maude Niklas Ottilie Piero Renate
        Silas Tabea Urs Vesna Wolfgang Yvonne Zdenka
        """);

    static final List<String> SURNAMES = words("""
        Berg Duarte Okafor Lindqvist Moreau Tanaka Novak Castillo Haddad Petrov Keller Silva Nilsson Rossi Kaya Mbeki
        Schuster Ferrari Oyelaran Jansen Kowalski Delgado Bauer Farouk Hoffmann Iyer Larsen Mancini Orlov Quispe
        """);

    /** What distinguishes two things of one kind. */
    static final List<String> MODIFIERS = words("""
        red blue green yellow grey purple orange wooden metal plastic leather copper velvet striped dotted folding small
        large round square old spare electric portable foreign broken-in handmade heavy narrow tall transparent golden
        silver rubber wireless antique
        """);

    static final List<String> THINGS = words("""
        router suitcase drill ladder umbrella kettle blender camera tripod guitar violin toolbox flashlight hammer
        screwdriver stapler scissors tent backpack helmet skateboard bicycle pump extension-cord heater fan projector
        printer scanner keyboard headset microphone speaker tablet charger wallet passport notebook calendar atlas
        dictionary cookbook vase lamp clock mirror carpet blanket pillow raincoat scarf gloves boots sandals hat
        sunglasses binoculars telescope microscope chessboard puzzle kite frisbee racket football trampoline wheelbarrow
        rake shovel hose lawnmower bucket broom mop vacuum iron sewing-machine thermometer stethoscope crutches
        wheelchair stroller highchair doll train-set accordion trumpet flute drum tambourine easel paintbox globe
        typewriter cashbox safe trophy medal cooler thermos teapot colander whisk rolling-pin waffle-maker toaster
        grinder sieve corkscrew barometer compass anchor lifejacket paddle fishing-rod saddle leash aquarium birdcage
        """);

    static final List<String> CONTAINERS = words("""
        cupboard drawer shelf wardrobe basket crate chest locker cabinet trunk box trolley bookcase bin suitcase-rack
        sideboard dresser hatch barrel bench workbench desk table counter windowsill sofa bed armchair piano stairs
        """);

    static final List<String> ROOMS = list("""
        the hall, the kitchen, the attic, the cellar, the garage, the bathroom, the guest room, the office, the garden shed,
        the laundry room, the nursery, the dining room, the storage unit, the workshop, the balcony, the corridor,
        the entrance, the pantry, the library, the boiler room, the conservatory, the front yard, the back porch,
        the meeting room, the staff room, the loading bay, the greenhouse, the spare bedroom
        """);

    static final List<String> CITIES = words("""
        Lyon Porto Bergen Krakow Seville Ghent Trieste Tampere Odessa Izmir Nagoya Puebla Cordoba Leeds Cork Aarhus
        Bremen Graz Brno Split Riga Tartu Vilnius Plovdiv Patras Haifa Amman Tunis Dakar Accra Kigali Durban Pune Hanoi
        Cebu Busan Perth Hobart Quebec Calgary Austin Denver Boston Havana Lima Quito Montevideo Rosario Recife
        """);

    static final List<String> SPOTS = list("""
        the library, the swimming pool, the train station, the airport, the dentist, the museum, the bakery, the town hall,
        the stadium, the harbour, the theatre, the hospital, the market, the university, the embassy, the campsite
        """);

    static final List<String> STATES = list("""
        broken, clean, dirty, empty, full, wet, dry, locked, unlocked, repaired, rusty, scratched, cracked, charged,
        discharged, leaking, dusty, polished, bent, frozen, painted, unplugged, switched off, switched on, damaged,
        like new, out of order, ready for use, taken apart, half assembled, worn out, sealed, mouldy, overheated,
        jammed, noisy, silent, stuck, loose, torn, patched, out of paint, in need of oil, waterproof again
        """);

    static final List<String> EVENTS = list("""
        dentist appointment, piano recital, board meeting, job interview, driving test, parent evening, wine tasting,
        book launch, chess tournament, flight, house inspection, eye exam, yoga retreat, team dinner, graduation,
        housewarming, vaccination, blood test, pottery class, swimming lesson, court hearing, audit, open day,
        film premiere, school play, farewell party, budget review, product demo, training course, moving day,
        charity run, garden party, choir rehearsal, language exam, photo shoot, tax consultation
        """);

    static final List<String> MONTHS =
            words("January February March April May June July August September October November" + " December");

    static final List<String> ATTRIBUTES = list("""
        shoe size, locker number, favourite tea, phone extension, room number, badge number, favourite dessert,
        seat number, ring size, alarm code, bike lock code, favourite novel, monthly rent, hourly rate, blood pressure,
        desk number, parking space, login name, preferred airline, favourite colour, team name, password hint,
        waist size, coffee order, invoice number, tent pitch, library card number, favourite song
        """);

    static final List<String> TOPICS = list("""
        penguins, volcanoes, the tax reform, medieval castles, sourdough, the offside rule, black holes, jazz, beekeeping,
        electric cars, the moon landing, ancient Rome, knitting, coral reefs, football transfers, solar panels, the election,
        haunted houses, mushrooms, origami, the stock market, whales, opera, train timetables, comets, dinosaurs,
        perfume, rock climbing, cryptography, cheese, glaciers, the harbour extension, street art, poker, migratory birds
        """);

    static final List<String> FOODS = list("""
        lentil soup, mushroom risotto, pancakes, grilled trout, couscous, lemon cake, apple strudel, dumplings, tomato salad,
        fried rice, onion tart, goulash, paella, cheese fondue, falafel, pumpkin curry, noodle soup, rhubarb crumble,
        roast chicken, spinach pie, blackberries, figs, chestnuts, radishes, walnuts, apricots, cucumbers, mussels
        """);

    static final List<String> VERBS_PAST = words("""
        sketched admired forgot recommended described ignored imitated criticised praised sorted counted collected
        photographed translated discussed rehearsed postponed organised compared enjoyed sampled measured
        """);

    static final List<String> PLURALS = words("""
        stamps seashells postcards recipes poems invoices tickets tulips pigeons lanterns marbles beetles buttons
        cartoons magazines riddles sculptures acorns feathers kites parcels spreadsheets slides ferries tractors
        waterfalls bridges windmills sparrows squirrels hedgehogs snails spiders fossils crystals
        """);

    static final List<String> DAYPARTS = list("this morning, this afternoon, tonight, at noon, before breakfast,"
            + " after lunch, during the night, at dawn, over the weekend, after work");

    private NoteWords() {}

    /** Returns words; a hyphen stands for a space. */
    private static List<String> words(String block) {
        return List.of(block.strip().split("\\s+")).stream()
                .map(word -> word.replace('-', ' '))
                .toList();
    }

    private static List<String> list(String block) {
        return List.of(block.strip().replaceAll("\\s+", " ").split(", ?"));
    }
}
