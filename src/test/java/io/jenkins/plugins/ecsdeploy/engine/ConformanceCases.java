package io.jenkins.plugins.ecsdeploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.provider.Arguments;

/** Cases of existing tools, kept as data beside this class so that they can be read and added to without Java. */
public final class ConformanceCases {
    private ConformanceCases() {}

    /** @param file in the folder {@code conformance} */
    public static JsonNode file(String file) {
        try (InputStream in = ConformanceCases.class.getResourceAsStream("conformance/" + file)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** The cases of one list of a file: id, and the case itself. */
    public static Stream<Arguments> cases(String file, String list) {
        return StreamSupport.stream(file(file).required(list).spliterator(), false)
                .map(each -> Arguments.of(each.required("id").asText(), each));
    }
}
