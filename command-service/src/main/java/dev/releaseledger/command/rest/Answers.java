package dev.releaseledger.command.rest;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.desk.Command;
import dev.releaseledger.command.desk.CommandDesk;
import dev.releaseledger.command.desk.Reply;
import dev.releaseledger.command.release.ReleaseCommand;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Hands commands to the desk and its answers to the caller. */
@Component
public final class Answers {
    private final CommandDesk desk;

    public Answers(CommandDesk desk) {
        this.desk = desk;
    }

    /** Takes a command that makes nothing with an address of its own. */
    public ResponseEntity<byte[]> to(Asked asked, ReleaseCommand command) {
        return response(desk.take(asked, command, new Reply(command.releaseId().toString(), null)));
    }

    /** Takes a command about the thing with this id, which makes nothing with an address of its own. */
    public ResponseEntity<byte[]> to(Asked asked, Command command, UUID id) {
        return response(desk.take(asked, command, new Reply(id.toString(), null)));
    }

    /** Takes a command that makes something: {@code 201} and where it is to be found. */
    public ResponseEntity<byte[]> creating(Asked asked, Command command, UUID id, String location) {
        return creating(asked, command, id.toString(), location);
    }

    /** Takes a command that makes something under a name of its own: {@code 201} and where it is to be found. */
    public ResponseEntity<byte[]> creating(Asked asked, Command command, String id, String location) {
        return response(desk.take(asked, command, new Reply(id, location)));
    }

    /** An answer as a response. */
    public static ResponseEntity<byte[]> response(Answer answer) {
        HttpHeaders headers = new HttpHeaders();
        answer.headers().forEach(headers::set);
        return ResponseEntity.status(answer.status()).headers(headers).body(answer.body());
    }
}
