package dev.releaseledger.bench.measure;

import java.time.Duration;

/** Something that is measured round by round, in turns with others. */
public interface Contender {
    /** What it is, as the table says it. */
    String name();

    /** Works as fast as it can, or at its rate, for about this long. */
    Measured round(Duration duration) throws Exception;

    /** A contender of this name. */
    static Contender of(String name, Round round) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Measured round(Duration duration) throws Exception {
                return round.run(duration);
            }
        };
    }

    /** One round. */
    interface Round {
        Measured run(Duration duration) throws Exception;
    }
}
