package dev.tradewind.policy;

import dev.tradewind.policy.language.Printable;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The text of a file of the rules folder. */
public final class RuleText {
    private RuleText() {}

    /** The file as text; empty, with a problem that names the byte, where it is not UTF-8. */
    public static Optional<String> of(String name, byte[] content, List<RuleProblem> into) {
        ByteBuffer in = ByteBuffer.wrap(content);
        CharBuffer out = CharBuffer.allocate(content.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (!result.isError()) {
            return Optional.of(text);
        }
        String[] lines = text.split("\r\n|\r|\n", -1);
        into.add(new RuleProblem(
                name,
                lines.length,
                lines[lines.length - 1].length() + 1,
                String.format("the byte 0x%02X is not UTF-8 text", content[in.position()] & 0xFF),
                "",
                "save the file as UTF-8"));
        return Optional.empty();
    }

    /** A name fit to be shown. */
    public static String printable(String name) {
        return Printable.of(name);
    }
}
