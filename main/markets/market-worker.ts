import { workerData } from 'node:worker_threads'
import { answerQuestions } from '../threads/answer-questions.ts'
import { MarketDesk } from './market-desk.ts'

answerQuestions(new MarketDesk(String(workerData)).answers)
