package dev.releaseledger.command.automation;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.desk.Command;
import dev.releaseledger.command.desk.CommandDesk;
import dev.releaseledger.command.desk.Reply;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.events.access.Grants;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Envelope;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * How automations say something to the ledger: as themselves, by the same desk as everybody, and each thing once. A reaction
 * that is repeated after a crash gets the receipt of the first time.
 */
public final class Reactions {
    private final CommandDesk desk;
    private final Directory directory;
    private final InstantSource clock;
    /** Who speaks, kept: what an automation alone knows must not wait for the directory. */
    private final Map<String, UUID> actors;

    private final Grants grants;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    public Reactions(CommandDesk desk, Directory directory, InstantSource clock) {
        this(desk, directory, clock, new ConcurrentHashMap<>(), Grants.of(List.of()));
    }

    private Reactions(
            CommandDesk desk, Directory directory, InstantSource clock, Map<String, UUID> actors, Grants grants) {
        this.desk = desk;
        this.directory = directory;
        this.clock = clock;
        this.actors = actors;
        this.grants = grants;
    }

    /**
     * The same, for saying what takes a right: an automation has no token that would give it a role. The role is in the entry
     * like everybody's, so whoever decides the entry again finds the right there, and one table says what takes which. What
     * the automation may say beyond its own observations is thus bound by the role; the narrowest that has the right is to be
     * chosen.
     */
    public Reactions as(Role role) {
        return new Reactions(desk, directory, clock, actors, Grants.of(List.of(role.claim())));
    }

    /**
     * Says what follows from an entry.
     *
     * @param reaction the automation's name; what it says to one cause it says once
     * @return the answer; a refusal is an answer, and is on record
     * @throws LedgerUnavailable when nothing can be recorded now: to be tried again
     * @throws RequestRejected when the command can go nowhere
     */
    public Answer say(Command command, EventMessage<?> cause, String reaction) {
        return say(
                command,
                reaction,
                cause.getIdentifier(),
                cause.getIdentifier(),
                cause.getMetaData().get(EntryMetaData.CORRELATION_ID) instanceof String correlation
                        ? correlation
                        : ids.generate().toString());
    }

    /**
     * Says what follows from an entry that was read.
     *
     * @param reaction the automation's name; what it says to one cause about one stream it says once
     */
    public Answer say(Command command, Envelope cause, String reaction) {
        return say(command, reaction, cause.id().toString(), cause.id().toString(), cause.correlationId());
    }

    /**
     * Says what follows from time having passed.
     *
     * @param occasion which passing it is; about one, a reaction says one thing
     */
    public Answer sayInTime(Command command, String occasion, String reaction) {
        return say(command, reaction, occasion, null, ids.generate().toString());
    }

    /** Says what follows from a deadline having passed. A refusal is on record, and asking again would change nothing. */
    public void sayInTime(Command command, Due due, String reaction) {
        Answer ignored = sayInTime(command, due.id(), reaction);
    }

    /**
     * Says what another service told, however often it told it. It leaves no receipt: what it says has to say by itself that it is
     * the same again, and what is refused now may be accepted the next time.
     */
    public Answer sayAsTold(Command command, String reaction) {
        return desk.take(asked(command.stream(), reaction), command, new Reply(command.stream(), null));
    }

    private Answer say(
            Command command, String reaction, String occasion, @Nullable String causationId, String correlationId) {
        return desk.take(
                asked(command.stream(), reaction, occasion + "/" + reaction, correlationId, causationId),
                command,
                new Reply(command.stream(), null));
    }

    /**
     * Who asks, for a reaction that is said together with others. It has no receipt: what it says has to say by itself that it is
     * the same again.
     *
     * @param stream the stream that it is about
     */
    public Asked asked(String stream, String reaction) {
        return asked(stream, reaction, null, ids.generate().toString(), null);
    }

    private Asked asked(
            String stream, String reaction, @Nullable String key, String correlationId, @Nullable String causationId) {
        return new Asked(
                actors.computeIfAbsent(reaction, name -> directory.idOf("automation:" + name)),
                grants,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                "REACTION",
                stream,
                key,
                "",
                null,
                correlationId,
                causationId,
                null);
    }
}
