package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.FilesApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.Library;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files with environment variables exist in S3. They are not read. */
final class EnvironmentFileCheck implements Check {
    private static final Pattern ARN = Pattern.compile("arn:[\\w-]+:s3:::(?<bucket>[^/]+)/(?<key>.+)");

    @Override
    public List<Look> looks(Subject subject) {
        Set<String> files = new LinkedHashSet<>();
        for (JsonNode container : subject.definition().containers()) {
            container
                    .path("environmentFiles")
                    .forEach(file -> files.add(file.path("value").asText()));
        }
        return files.stream().map(file -> look(subject, file)).toList();
    }

    private static Look look(Subject subject, String file) {
        Look look = new Look("environment file", file, List::of);
        Matcher arn = ARN.matcher(file);
        if (!arn.matches()) {
            return Look.known(look.wrong(
                    "it is not the ARN of an object in S3", "Give it as arn:aws:s3:::bucket/folder/name.env"));
        }
        if (!file.endsWith(".env")) {
            return Look.known(look.wrong("ECS takes no file whose name does not end in .env", "Rename it"));
        }
        return new Look(
                        "environment file",
                        file,
                        () -> List.of(find(look, subject, arn.group("bucket"), arn.group("key"))))
                .with(Library.S3, subject.installed());
    }

    private static Finding find(Look look, Subject subject, String bucket, String key) {
        return switch (new FilesApi(subject.ecs(), subject.region()).look(bucket, key)) {
            case THERE -> look.ok("it exists");
            case MISSING -> look.wrong("there is no such object", "Upload it, or check its ARN");
            case NOT_SHOWN ->
                look.notCheckable(
                        "there is no such object, or this identity may not see it",
                        "Allow s3:GetObject on it and s3:ListBucket on the bucket to have it checked");
        };
    }
}
