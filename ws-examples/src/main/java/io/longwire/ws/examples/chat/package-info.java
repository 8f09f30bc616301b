/**
 * A chat with rooms: the endpoint, the rooms and the protocol between server and page.
 *
 * <p>Every message is a text message with one flat JSON object that has a {@code type}. From the client:
 *
 * <pre>
 * {"type":"hello","name":"Ada","key":"...","since":"7.epoch."}
 *                                                first; the key (16 to 64 of A-Z a-z 0-9 _ -) is secret and makes a
 *                                                member the same one after a reconnect, without it each hello is new; since is
 *                                                the last line that the client has, and the epoch it is of
 * {"type":"say","text":"Hi","ref":"..."}         the ref (1 to 40 of the same) makes saying it twice harmless
 * {"type":"rename","name":"Ada L."}
 * {"type":"ping","n":1}                          answered by {"type":"pong","n":1}, for the round-trip time
 * </pre>
 *
 * From the server:
 *
 * <pre>
 * {"type":"welcome","you":id,"name":..,"room":..,"epoch":..,"members":[{"id":..,"name":..}],"recent":[line]}
 * {"type":"said", line}                          line = "id":1,"from":id,"name":..,"text":..,"time":ms[,"ref":..]
 * {"type":"joined","id":..,"name":..}  {"type":"renamed","id":..,"name":..}  {"type":"left","id":..}
 * {"type":"known","ref":..,"id":1}               this message was taken before
 * {"type":"error","code":..,"text":..[,"ref":..][,"wait":ms]}
 * </pre>
 *
 * Lines are numbered from 1 without holes within an epoch, so a client that was away sees what it missed; recent begins with the line
 * after its last one when that is known. A message {@code gap} with an epoch and an id says that what is before that line is lost to a client that is
 * connected. Whatever is no
 * message of this protocol ends the connection with code 1008; a member who says hello elsewhere with the same key is
 * replaced, and the older connection ends with code 4001.
 */
@NullMarked
package io.longwire.ws.examples.chat;

import org.jspecify.annotations.NullMarked;
