package dev.releaseledger.local;

import dev.releaseledger.events.ledger.VerifierKey;
import java.util.List;

/** Shows and changes the keys that sign the local ledger; behind {@code infra/signing-keys}. */
final class SigningKeys {
    private static final String USAGE = """
            usage: infra/signing-keys              the keys, as readers pin them
                   infra/signing-keys new          another key, which signs beside the others
                   infra/signing-keys retire ID    one of them signs no more, and is destroyed
            What changes takes effect when the services start again.""";

    private SigningKeys() {}

    public static void main(String[] arguments) {
        LedgerKeys keys =
                new LedgerKeys(Secrets.in(LocalSettings.from(System.getenv()).data()), Everything.ORIGIN);
        try {
            switch (List.of(arguments)) {
                case List<String> none when none.isEmpty() -> show(keys);
                case List<String> make
                when make.equals(List.of("new")) ->
                    System.out.println(keys.add().format());
                case List<String> retire
                when retire.size() == 2 && retire.getFirst().equals("retire") ->
                    System.out.println(keys.retire(retire.getLast()).format());
                default -> {
                    System.err.println(USAGE);
                    System.exit(2);
                }
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void show(LedgerKeys keys) {
        show("signs", keys.signing());
        show("retired", keys.retired());
    }

    private static void show(String what, List<VerifierKey> keys) {
        keys.forEach(key -> System.out.printf("%-8s %s%n", what, key.format()));
    }
}
