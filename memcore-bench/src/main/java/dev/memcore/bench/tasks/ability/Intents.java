package dev.memcore.bench.tasks.ability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests of bank customers with their intents, written for this task in the manner of banking77 (Casanueva et al.,
 * 2020). Of each intent, the first eight are examples, and the last four are questions.
 */
final class Intents {
    /** The number of examples of each intent. */
    static final int EXAMPLES = 8;

    private static final String ALL = """
        delivery: My new card has not arrived yet. | When will my card be delivered? | I am still waiting for the card. | How long does the post take to bring a card? | The card was sent two weeks ago and is not here. | Can you track the delivery of my card? | My bank card seems to be lost in the mail. | The letter with my card never came. | Where is the card that I ordered? | I expected my card last Monday. | Has my card been shipped? | The postman did not bring any card.
        lost card: I lost my card. | My wallet with the card was stolen. | Please block my card at once. | I cannot find my card anywhere. | Someone took my card on the train. | My card is gone, freeze it. | I left my card in a taxi. | I think that I dropped my card in the street. | My purse was stolen with all cards. | Block the card, I do not have it any more. | I forgot my card in a shop and it is gone. | Please stop my lost card.
        pin: I forgot my PIN. | How do I change my PIN? | The PIN of my card is blocked. | I entered the wrong PIN three times. | Where can I see my PIN? | I need a new PIN. | My PIN does not work at the machine. | Can I choose my own PIN? | I do not remember the PIN. | The machine says that the PIN is wrong. | Unblock my PIN please. | How can I set another PIN?
        exchange rate: What is the exchange rate for dollars? | How do you convert euros to pounds? | Is the exchange rate better today? | Which rate do you use for foreign money? | The conversion rate was bad. | How much is one yen in euros? | Do you take the rate of the central bank? | I was charged a wrong exchange rate. | What rate applies for Swiss francs? | How often does the exchange rate change? | Tell me the rate for euros to dollars. | The rate of the currency conversion is too high.
        cash: The machine kept my cash. | Where can I withdraw cash? | Is there a fee for cash withdrawals? | The cash machine gave me less money. | How much cash can I take out a day? | I could not withdraw money abroad. | My withdrawal was declined. | Which cash machines are free? | Why did I pay a fee at the cash machine? | The machine did not give out any money. | What is the limit for withdrawing cash? | Can I get cash in a supermarket?
        transfer: My transfer has not arrived. | How long does a transfer take? | I sent money to the wrong account. | Can I cancel a transfer? | The transfer is still pending. | The recipient did not get my transfer. | I want to send money to my brother. | Why was my transfer rejected? | When will the money that I sent arrive? | I made a transfer by mistake. | Is it possible to stop a transfer? | My friend has not received the transfer.
        top up: How do I top up my account? | My top-up failed. | Can I top up with a cheque? | The top-up was not added to my balance. | Is there a limit for topping up? | I want automatic top-ups. | Can I top up by card? | My top-up is pending. | The money of the top-up is missing. | How can I add money by topping up? | Top up my account every month. | Why was the top-up reverted?
        identity: How do I verify my identity? | My passport was not accepted. | Why do you need my identity card? | The check of my identity failed. | Which documents do you accept? | I cannot take a photo of my passport. | How long does the verification take? | Why must I prove who I am? | You rejected my identity document. | What do I need to prove my identity? | The verification of my passport does not work. | Is a driving licence enough as identification?
        refund: I want my money back. | The shop has not sent the refund. | How do I ask for a refund? | My refund is missing. | When do I get the refund? | I returned the shoes and want a refund. | The refund is too low. | The refund is not on my statement. | I cancelled the order, where is my refund? | How long until a refund shows up? | The merchant promised a refund. | Can you refund this payment?
        account: How do I close my account? | I want to open an account for my child. | Delete my account. | How old must I be to open an account? | I want a second account. | Please end my account. | Can I open a joint account? | How do I change the name of my account? | I do not need the account any more. | Open an account for my daughter. | Can my wife and I share an account? | Terminate my account please.
        """;

    private Intents() {}

    /** Returns the requests of each intent. */
    static Map<String, List<String>> all() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String line : ALL.strip().split("\n")) {
            int colon = line.indexOf(": ");
            List<String> requests = new ArrayList<>();
            for (String request : line.substring(colon + 2).split(" \\| ")) {
                requests.add(request.strip());
            }
            all.put(line.substring(0, colon), requests);
        }
        return all;
    }
}
