/** Ways to say something to people and systems outside: e-mail, chat, webhooks; and what is known of it afterwards. */
@NullMarked
package dev.releaseledger.command.announce.channel;

import org.jspecify.annotations.NullMarked;
