import { workerData } from 'node:worker_threads'
import { answerQuestions } from '../threads/answer-questions.ts'
import { DataDesk } from './data-desk.ts'

answerQuestions(new DataDesk(String(workerData)).answers)
