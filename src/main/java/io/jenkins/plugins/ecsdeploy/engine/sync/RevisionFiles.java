package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.ImageDefinitions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of a tree, {@code <cluster>/<service>/revision.json}, each with the images of one service as CodePipeline's ECS
 * action takes them: {@code [{"name": container, "imageUri": image}]}. What is wrong with some does not hide what is wrong
 * with others.
 */
public final class RevisionFiles {
    /** API reference, CreateCluster and CreateService: "Up to 255 letters, numbers, underscores, and hyphens". */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private final Map<String, RevisionFile> byService = new LinkedHashMap<>();
    private final SyncProblems problems = new SyncProblems();
    private final Optional<OneCluster> bound;

    private RevisionFiles(Optional<OneCluster> bound) {
        this.bound = bound;
    }

    /**
     * Reads all of them.
     *
     * @param texts by path, with {@code /} between folders; the two folders above the file are cluster and service
     * @param bound the only cluster there may be
     */
    public static RevisionFiles read(Map<String, byte[]> texts, Optional<OneCluster> bound) {
        RevisionFiles files = new RevisionFiles(bound);
        texts.forEach(files::add);
        return files;
    }

    /** Those that can be used, in their order. */
    List<RevisionFile> files() {
        return List.copyOf(byService.values());
    }

    SyncProblems problems() {
        return problems;
    }

    private void add(String path, byte[] bytes) {
        Optional<Map<String, String>> images = images(path, bytes);
        String[] names = path.split("/");
        if (names.length < 3) {
            problems.add(
                    path,
                    "it is not in the folder of a service within that of a cluster, such as c1/web/"
                            + names[names.length - 1]);
            return;
        }
        String cluster = names[names.length - 3];
        String service = names[names.length - 2];
        List<String> wrong = new ArrayList<>();
        name("cluster", cluster).ifPresent(wrong::add);
        name("service", service).ifPresent(wrong::add);
        if (wrong.isEmpty()) {
            bound.flatMap(one -> one.problem(cluster)).ifPresent(wrong::add);
        }
        wrong.forEach(problem -> problems.add(path, problem));
        if (wrong.isEmpty() && images.isPresent()) {
            add(new RevisionFile(path, cluster, service, images.get()));
        }
    }

    private void add(RevisionFile file) {
        RevisionFile other = byService.putIfAbsent(file.name(), file);
        if (other != null) {
            problems.add(
                    file.path(),
                    "it is for service " + file.service() + " in cluster " + file.cluster() + ", as is " + other.path()
                            + ". Remove one of the two, or leave it out by pattern");
        }
    }

    private static Optional<String> name(String what, String folder) {
        return NAME.matcher(folder).matches()
                ? Optional.empty()
                : Optional.of("no " + what + " is called " + Shown.quote(folder)
                        + ", for a name has letters, digits, '-' and '_' only. Give the folder the name of the "
                        + what);
    }

    /** By container; nothing where the file cannot be used. */
    private Optional<Map<String, String>> images(String path, byte[] bytes) {
        List<String> wrong = new ArrayList<>();
        try {
            Map<String, String> images = ImageDefinitions.parse(path, text(path, bytes), wrong::add);
            if (wrong.isEmpty() && !images.isEmpty()) {
                return Optional.of(images);
            }
            if (wrong.isEmpty()) {
                wrong.add(path + " names no container. Name one, or remove the file to leave the service as it is");
            }
        } catch (EngineException e) {
            wrong.add(e.getMessage());
        }
        wrong.forEach(problems::add);
        return Optional.empty();
    }

    private static String text(String path, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new EngineException(path + " is not UTF-8 text. Save it as UTF-8");
        }
    }
}
