package io.jenkins.plugins.ecsdeploy.engine.variables;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together the variables of several files: a later file wins, and that is said. */
public final class VariablesReader {
    /** Enough to see what goes on; 200 files that disagree on 1,000 names are not worth a log of their own. */
    private static final int MAX_NOTES = 20;

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> fileOf = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private int clashes;
    private int files;

    /**
     * Reads a file, in UTF-8.
     *
     * @throws EngineException when it is not UTF-8, too large, one too many, or has anything but variables in it
     */
    public void add(String file, byte[] content) {
        if (++files > Limits.FILES) {
            throw new EngineException("More than " + Limits.FILES + " files of build variables. Choose fewer");
        }
        if (content.length > Limits.FILE_BYTES) {
            throw tooLarge(file);
        }
        VariablesParser.parse(file, decode(file, content)).forEach((name, value) -> put(file, name, value));
    }

    /** What to say of a file that was not even read to its end. */
    public static EngineException tooLarge(String file) {
        return new EngineException(
                Shown.text(file) + " has more than " + Limits.FILE_BYTES + " bytes, too many for build variables");
    }

    private void put(String file, String name, String value) {
        String earlier = variables.remove(name);
        variables.put(name, value);
        String earlierFile = fileOf.put(name, file);
        if (earlier != null && !earlier.equals(value) && ++clashes <= MAX_NOTES) {
            notes.add(Shown.text(name) + ": " + Shown.text(file) + " replaces the value of " + Shown.text(earlierFile));
        }
        if (variables.size() > Limits.NAMES) {
            throw new EngineException(Shown.text(file) + ": more than " + Limits.NAMES
                    + " build variables in one import. Choose fewer files");
        }
    }

    /** All variables, each in the place of its last assignment. */
    public Map<String, String> variables() {
        return Collections.unmodifiableMap(variables);
    }

    /** What the reader of a log should know: whose values were replaced. */
    public List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (clashes > MAX_NOTES) {
            all.add("and " + (clashes - MAX_NOTES) + " more values are replaced by those of later files");
        }
        return all;
    }

    private static String decode(String file, byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer text = CharBuffer.allocate(content.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes, text, true);
        String decoded = text.flip().toString();
        if (result.isError()) {
            long line = decoded.lines().count() + (decoded.isEmpty() || decoded.endsWith("\n") ? 1 : 0);
            throw new EngineException(Shown.text(file) + ", line " + line + ": byte " + (bytes.position() + 1)
                    + " of the file is not UTF-8. Write the file in UTF-8");
        }
        return decoded;
    }
}
