import type { Ideacloud, IdeacloudWithResearch } from './ideacloud-store.ts'

export function presentIdeacloud(ideacloud: Ideacloud): Record<string, unknown> {
  return {
    id: ideacloud.id,
    keyword: ideacloud.keyword,
    title: ideacloud.title,
    synopsis: ideacloud.synopsis,
    status: ideacloud.status,
    ...(ideacloud.error === null ? {} : { error: ideacloud.error }),
    category: ideacloud.category,
    created_at: ideacloud.createdAt.toISOString(),
    updated_at: ideacloud.updatedAt.toISOString(),
  }
}

export function presentIdeacloudDetail(ideacloud: IdeacloudWithResearch): Record<string, unknown> {
  const questions = ideacloud.research?.questions ?? []
  const recommended = new Map(questions.map((question) => [question.id, question.question]))
  return {
    ...presentIdeacloud(ideacloud),
    tags: ideacloud.tags,
    recommended_questions: (ideacloud.research?.recommendedQuestionIds ?? []).map((id) => ({
      id,
      question: recommended.get(id),
    })),
  }
}

export function presentQuestions(ideacloud: IdeacloudWithResearch): Record<string, unknown> {
  const { research } = ideacloud
  return {
    id: ideacloud.id,
    status: ideacloud.status,
    questions: (research?.questions ?? []).map((question) => ({
      id: question.id,
      question: question.question,
      cluster_id: question.clusterId,
      source_url: question.source?.url ?? null,
      source_title: question.source?.title ?? null,
      is_recommended: question.isRecommended,
    })),
    clusters: (research?.clusters ?? []).map(({ id, label, questionCount }) => ({
      id,
      label,
      question_count: questionCount,
    })),
    recommended_question_ids: research?.recommendedQuestionIds ?? [],
  }
}
