import { workerData } from 'node:worker_threads'
import { answerQuestions } from '../threads/answer-questions.ts'
import { ResearchDesk } from './research-desk.ts'

answerQuestions(new ResearchDesk(String(workerData)).handlers)
